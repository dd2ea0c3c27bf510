package io.kvasir.model.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonConfigTest {
  @TempDir Path folder;

  private Metadata read(String json) throws IOException {
    return JsonConfig.read(Files.writeString(folder.resolve("config.json"), json));
  }

  private void assertRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder.resolve("config.json") + ": " + message);
  }

  @Test
  void nestedObjectsBecomeDottedKeys() throws IOException {
    Metadata m =
        read(
            """
            {"model_type": "llama", "hidden_size": 64, "eps": 1e-05, "tied": true, "window": null,
             "rope_scaling": {"rope_type": "yarn", "inner": {"factor": 4.0}},
             "eos": [1, 2], "mixed": [1, {"a": 2}, [3, 4]], "none": [], "empty": {}}
            """);
    assertThat(m.keys())
        .containsExactly(
            "model_type",
            "hidden_size",
            "eps",
            "tied",
            "window",
            "rope_scaling.rope_type",
            "rope_scaling.inner.factor",
            "eos",
            "mixed.0",
            "mixed.1.a",
            "mixed.2",
            "none");
    assertThat(m.string("model_type")).isEqualTo("llama");
    assertThat(m.integer("hidden_size")).isEqualTo(64);
    assertThat(m.number("eps")).isEqualTo(1e-5);
    assertThat(m.flag("tied", false)).isTrue();
    assertThat(m.isNull("window")).isTrue();
    assertThat(m.number("rope_scaling.inner.factor")).isEqualTo(4);
    assertThat(m.integers("eos")).containsExactly(1, 2);
    assertThat(m.integer("mixed.1.a")).isEqualTo(2);
    assertThat(m.integers("mixed.2")).containsExactly(3, 4);
    assertThat(m.strings("none")).isEmpty();
    assertThat(m.hasSection("empty")).isFalse();
  }

  @Test
  void numbersKeepTheirSize() throws IOException {
    Metadata m = read("{\"a\": 1e30, \"b\": 12345678901234567890, \"c\": -1, \"d\": Infinity}");
    assertThat(m.number("b")).isEqualTo(1.2345678901234567e19);
    assertThat(m.integer("c")).isEqualTo(-1);
    assertThat(m.floats("d")).containsExactly(Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> m.integer("a"))
        .hasMessageEndingWith(": a is 1.0E30, wanted a whole number from -2^31 to 2^31-1");
    assertThatThrownBy(() -> m.number("d"))
        .hasMessageEndingWith(": d is Infinity, wanted a finite number");
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    assertRefused("", "is not a JSON object");
    assertRefused("[1]", "is not a JSON object");
    assertRefused("{\"a\": 1} x", "is not valid JSON: Unrecognized token 'x' (line 1, column 10)");
    assertRefused("{\"a\": NaN}", "a is NaN, wanted a finite number");
    assertRefused("{\"a\": 1, \"a\": 2}", "states a twice");
    assertRefused("{\"a\": {\"x\": 1}, \"a\": {\"y\": 2}}", "states a twice");
    assertRefused("{\"a.b\": 1, \"a\": {\"b\": 2}}", "states a.b twice");
  }

  @Test
  void depthAndSizeAreBounded() {
    assertRefused("{\"a\":".repeat(20_000), "is nested deeper than 32 levels");
    assertRefused("{\"a\":" + "[".repeat(20_000), "is nested deeper than 32 levels");
    assertRefused("{\"a\": [" + "1,".repeat(250_000) + "1]}", "has more than 200000 values");
    assertRefused(" ".repeat(4_999_998) + "{}", "has 5000000 bytes, wanted at most 4194304");
    String longKey = "k".repeat(60_000);
    assertRefused(
        ("{\"" + longKey + "\":").repeat(30) + "[{}," + "1,".repeat(10) + "1]" + "}".repeat(30),
        "nested keys have more than 8388608 characters");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("generation_config.json");
    assertThatThrownBy(() -> JsonConfig.read(missing))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(missing + ": no such file");
  }
}
