package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the sources of a value compute. */
class SettingsTest {
  private static Settings settings(Map<String, ?> metadata, String json) {
    FamilyText text =
        new FamilyText("test", FamilyJson.object("test", json.getBytes(StandardCharsets.UTF_8)));
    Family family =
        new Family("test", new FamilyText("test", Map.of("settings", text.content())), null);
    Metadata keys = new Metadata("test.json", metadata);
    Dialect dialect = family.dialect(Container.HUGGING_FACE);
    FileTensors files =
        new FileTensors(TensorSource.of("test", keys, List.of()), List.of(""), Arena.global());
    return new Settings(dialect, keys, "", files);
  }

  @Test
  void aListIsTheFirstThatHasAValue() {
    Settings s = settings(Map.of("b", 7), "{\"x\": [\"$a\", \"$b\", 9], \"y\": [\"$a\", 9]}");

    assertThat(s.positive("x", 0)).isEqualTo(7);
    assertThat(s.positive("y", 0)).isEqualTo(9);
  }

  @Test
  void aKeyWithAListGivesTheElementOfTheLayer() {
    Settings s = settings(Map.of("kinds", List.of("a", "b")), "{\"x\": \"$kinds\"}");

    assertThat(s.choice("x", 1, Map.of("a", 1, "b", 2))).isEqualTo(2);
    assertThatThrownBy(() -> s.choice("x", 2, Map.of("a", 1)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("test.json: kinds has 2 entries, wanted one for each layer, at least 3");
  }

  @Test
  void aTableRefusesWordsThatItDoesNotHave() {
    Settings s =
        settings(
            Map.of("act", "swoosh", "other", "z"),
            """
            {"x": {"of": "$act", "is": {"silu": 1, "gelu": 2}},
             "y": {"of": "$other", "is": {"a": 1}, "others": 5},
             "z": [{"of": "$absent", "is": {"a": 1}}, 3]}
            """);

    assertThatThrownBy(() -> s.number("x", 0))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("test.json: act is 'swoosh', wanted one of silu, gelu");
    assertThat(s.number("y", 0)).isEqualTo(5);
    assertThat(s.number("z", 0)).isEqualTo(3);
  }

  @Test
  void numbersAreComputedOrMissing() {
    Settings s =
        settings(
            Map.of("w", 48, "h", 4),
            """
            {"a": {"quotient": ["$w", "$h"]}, "b": {"product": [2, "@a"]},
             "c": {"sum": [1, {"root": 9}]}, "d": {"floor": {"quotient": [7, 2]}},
             "e": {"inverse_root": 16}, "f": [{"sum": ["$absent", 1]}, 6],
             "g": {"difference": ["$w", 8]}, "h": {"largest": [1, 5, 2]}, "i": {"greater": [2, 1]}}
            """);

    assertThat(s.positive("a", 0)).isEqualTo(12);
    assertThat(s.positive("b", 0)).isEqualTo(24);
    assertThat(s.number("c", 0)).isEqualTo(4);
    assertThat(s.number("d", 0)).isEqualTo(3);
    assertThat(s.number("e", 0)).isEqualTo(0.25);
    assertThat(s.number("f", 0)).isEqualTo(6);
    assertThat(s.number("g", 0)).isEqualTo(40);
    assertThat(s.number("h", 0)).isEqualTo(5);
    assertThat(s.flag("i", 0)).isTrue();
  }

  @Test
  void layersBelongToPatterns() {
    Settings s =
        settings(
            Map.of("only", List.of(2, 3)),
            """
            {"last": {"every": 3}, "first": {"every": 3, "offset": 0}, "from": {"layers_from": 2},
             "below": {"layers_below": 2}, "listed": {"layers_listed": "$only"},
             "none": {"layers_listed": "$absent"}}
            """);

    assertThat(layers(s, "last")).isEqualTo("001001");
    assertThat(layers(s, "first")).isEqualTo("100100");
    assertThat(layers(s, "from")).isEqualTo("001111");
    assertThat(layers(s, "below")).isEqualTo("110000");
    assertThat(layers(s, "listed")).isEqualTo("001100");
    assertThat(layers(s, "none")).isEqualTo("000000");
  }

  private static String layers(Settings s, String name) {
    StringBuilder text = new StringBuilder();
    for (int layer = 0; layer < 6; layer++) {
      text.append(s.flag(name, layer) ? '1' : '0');
    }
    return text.toString();
  }

  @Test
  void nullIsNotTheSameAsAbsent() {
    Settings s =
        settings(
            Map.of("window", Metadata.Null.NULL),
            "{\"a\": {\"null\": \"window\"}, \"b\": {\"null\": \"absent\"}, \"c\": {\"stated\":"
                + " \"$window\"}}");

    assertThat(s.flag("a", 0)).isTrue();
    assertThat(s.flag("b", 0)).isFalse();
    assertThat(s.flag("c", 0)).isFalse();
  }

  @Test
  void aMissingKeyIsNamed() {
    Settings s =
        settings(
            Map.of("rope.type", "linear"),
            "{\"one\": \"$a\", \"two\": [\"$a\", \"$b\"], \"section\": [\"$other.f\","
                + " \"$rope.f\"]}");

    assertThatThrownBy(() -> s.positive("one", 0))
        .hasMessage("test.json: a is missing, wanted a whole number of 1 or more");
    assertThatThrownBy(() -> s.positive("two", 0))
        .hasMessage("test.json: a or b is missing, wanted a whole number of 1 or more");
    assertThatThrownBy(() -> s.number("section", 0))
        .hasMessage("test.json: rope.f is missing, wanted a number");
  }

  @Test
  void anObjectThatIsSomethingElseIsRefused() {
    Settings s = settings(Map.of("rope", "linear"), "{\"x\": [\"$rope.type\", \"none\"]}");

    assertThatThrownBy(() -> s.choice("x", 0, Map.of("none", 1)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("test.json: rope is 'linear', wanted an object");
  }

  @Test
  void anUpperBoundMayBeInfinite() {
    Settings s =
        settings(
            Map.of("limit", List.of(0.0, Double.POSITIVE_INFINITY), "word", "Infinity"),
            "{\"a\": {\"element\": \"$limit\", \"at\": 1}, \"b\": \"$word\", \"c\": \"$absent\","
                + " \"d\": 3}");

    assertThat(s.upperBound("a", 0)).isInfinite();
    assertThat(s.upperBound("b", 0)).isInfinite();
    assertThat(s.upperBound("c", 0)).isInfinite();
    assertThat(s.upperBound("d", 0)).isEqualTo(3);
    assertThat(s.upperBound("nowhere", 0)).isInfinite();
  }
}
