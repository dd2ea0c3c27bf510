package io.kvasir.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private final Metadata metadata = new Metadata("m.gguf", values());

  private static Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "tiny");
    values.put("layers", 3);
    values.put("huge", 1L << 40);
    values.put("beyond", BigInteger.TWO.pow(64));
    values.put("eps", 1e-5f);
    values.put("theta", 10000.0);
    values.put("half", 8.5);
    values.put("endless", Double.POSITIVE_INFINITY);
    values.put("tied", true);
    values.put("window", Metadata.Null.NULL);
    values.put("eos", List.of(1, 2));
    values.put("names", List.of("a", "b"));
    values.put("mixed", List.of(1, "b"));
    values.put("factors", List.of(1.5, 2, Double.POSITIVE_INFINITY));
    values.put("rope.type", "linear");
    Supplier<String> template = () -> "{{ template }}";
    values.put("template", template);
    return values;
  }

  private static void assertWrong(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ModelFormatException.class).hasMessage(message);
  }

  @Test
  void gettersGiveWhatTheFileStates() {
    assertThat(metadata.string("name")).isEqualTo("tiny");
    assertThat(metadata.integer("layers")).isEqualTo(3);
    assertThat(metadata.integer("theta")).isEqualTo(10000); // whole, though stated as a float
    assertThat(metadata.number("layers")).isEqualTo(3.0);
    assertThat((float) metadata.number("eps")).isEqualTo(1e-5f);
    assertThat(metadata.flag("tied", false)).isTrue();
    assertThat(metadata.strings("names")).containsExactly("a", "b");
    assertThat(metadata.integers("eos")).containsExactly(1, 2);
    assertThat(metadata.floats("factors")).containsExactly(1.5f, 2, Float.POSITIVE_INFINITY);
    assertThat(metadata.size("names")).hasValue(2);
    assertThat(metadata.string("template")).isEqualTo("{{ template }}");
    assertThat(metadata.peek("template")).contains("{{ template }}");
  }

  @Test
  void aSingleValueIsAListOfOne() {
    assertThat(metadata.integers("layers")).containsExactly(3);
    assertThat(metadata.strings("name")).containsExactly("tiny");
    assertThat(metadata.floats("eps")).containsExactly(1e-5f);
    assertThat(metadata.flags("tied")).containsExactly(true);
  }

  @Test
  void absentAndNullGiveTheDefaultButAreNotTheSame() {
    assertThat(metadata.integer("window", 7)).isEqualTo(7);
    assertThat(metadata.integer("nothing", 7)).isEqualTo(7);
    assertThat(metadata.has("window")).isFalse();
    assertThat(metadata.isNull("window")).isTrue();
    assertThat(metadata.isNull("nothing")).isFalse();
    assertThat(metadata.findString("nothing")).isEmpty();
    assertThat(metadata.findNumber("window")).isEmpty();
    assertThat(metadata.findFlag("window")).isEmpty();
    assertThat(metadata.size("nothing")).isEmpty();
  }

  @Test
  void wrongValuesNameFileKeyFoundAndWanted() {
    assertWrong(
        () -> metadata.integer("nothing"), "m.gguf: nothing is missing, wanted a whole number");
    assertWrong(() -> metadata.string("window"), "m.gguf: window is null, wanted a string");
    assertWrong(() -> metadata.string("layers"), "m.gguf: layers is 3, wanted a string");
    assertWrong(() -> metadata.integer("name"), "m.gguf: name is 'tiny', wanted a whole number");
    assertWrong(() -> metadata.integer("half"), "m.gguf: half is 8.5, wanted a whole number");
    assertWrong(
        () -> metadata.integer("huge"),
        "m.gguf: huge is 1099511627776, wanted a whole number from -2^31 to 2^31-1");
    assertWrong(
        () -> metadata.integer("beyond"),
        "m.gguf: beyond is 18446744073709551616, wanted a whole number from -2^31 to 2^31-1");
    assertWrong(
        () -> metadata.number("endless"), "m.gguf: endless is Infinity, wanted a finite number");
    assertWrong(() -> metadata.flag("layers", true), "m.gguf: layers is 3, wanted true or false");
    assertWrong(() -> metadata.strings("mixed"), "m.gguf: mixed[0] is 1, wanted a string");
    assertWrong(() -> metadata.integers("mixed"), "m.gguf: mixed[1] is 'b', wanted a whole number");
    assertWrong(() -> metadata.number("names"), "m.gguf: names is a list of 2, wanted a number");
    assertWrong(
        () -> metadata.integer("template"),
        "m.gguf: template is a long string, wanted a whole number");
  }

  @Test
  void aSectionIsAnObjectAndNothingElse() {
    assertThat(metadata.hasSection("rope")).isTrue();
    assertThat(metadata.hasSection("window")).isFalse();
    assertThat(metadata.hasSection("nothing")).isFalse();
    assertWrong(() -> metadata.hasSection("name"), "m.gguf: name is 'tiny', wanted an object");
  }

  @Test
  void refusingAValueQuotesIt() {
    assertThat(metadata.refuse("rope.type", "linear or yarn"))
        .hasMessage("m.gguf: rope.type is 'linear', wanted linear or yarn");
    assertThat(metadata.refuse("rope.factor", "a factor"))
        .hasMessage("m.gguf: rope.factor is missing, wanted a factor");
  }

  @Test
  void keysThatNothingReadsAreKnown() {
    Metadata few = new Metadata("m", Map.of("a", 1, "b", 2, "c", 3));
    assertThat(few.integer("a")).isEqualTo(1);
    assertThat(few.has("b")).isTrue();
    assertThat(few.peek("c")).contains(3L);
    assertThat(few.unread()).containsExactly("c");
  }

  @Test
  void hostileTextStaysOnOneShortLine() {
    Metadata hostile =
        new Metadata("m", Map.of("k\ne\u001by", "x\r\n\u2028\u202e" + "y".repeat(5000)));
    assertThatThrownBy(() -> hostile.integer("k\ne\u001by"))
        .isInstanceOf(ModelFormatException.class)
        .satisfies(e ->
            assertThat(e.getMessage())
                .hasSizeLessThan(300)
                .startsWith("m: k\\u000ae\\u001by is 'x\\u000d\\u000a\\u2028\\u202eyyy")
                .doesNotContain("\n"));
    assertThat(ModelFormatException.printable("\ud83d\ude00 \ud83d"))
        .isEqualTo("\ud83d\ude00 \\ud83d");
  }
}
