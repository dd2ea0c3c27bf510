package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of a model by our names: what the family's JSON makes of the file's metadata. */
final class Settings {
  /** The layer of a setting that belongs to the model as a whole. */
  static final int MODEL = -1;

  private static final int DEEPEST = 40; // settings that refer to each other

  private final Dialect dialect;
  private final Metadata metadata;
  private final String keyPrefix;
  private final FileParameters tensors;

  Settings(Dialect dialect, Metadata metadata, String keyPrefix, FileTensors files) {
    this.dialect = dialect;
    this.metadata = metadata;
    this.keyPrefix = keyPrefix;
    this.tensors = new FileParameters(dialect, files, this);
  }

  Metadata metadata() {
    return metadata;
  }

  FileParameters tensors() {
    return tensors;
  }

  /** The file's key: names that begin with a slash are whole. */
  String key(String name) {
    return name.startsWith("/") ? name.substring(1) : keyPrefix + name;
  }

  @Nullable Value find(String name, int layer) {
    return find(name, layer, 0);
  }

  @Nullable Value find(String name, int layer, int depth) {
    return source(name, depth).find(new Source.Scope(this, layer, depth));
  }

  void names(String name, int layer, int depth, Set<String> keys) {
    source(name, depth).names(new Source.Scope(this, layer, depth), keys);
  }

  private Source source(String name, int depth) {
    Source source = dialect.settings().get(name);
    if (source == null) {
      throw new ModelFormatException(
          metadata.source() + ": " + dialect.family() + " does not say what " + name + " is");
    }
    if (depth > DEEPEST) {
      throw new ModelFormatException(
          metadata.source() + ": " + dialect.family() + ": " + name + " is made of itself");
    }
    return source;
  }

  private Value require(String name, int layer, String wanted) {
    Value value = find(name, layer);
    if (value != null) {
      return value;
    }
    Set<String> keys = new LinkedHashSet<>();
    names(name, layer, 0, keys);
    keepStatedSections(keys);
    if (keys.size() == 1) {
      throw metadata.refuse(keys.iterator().next(), wanted);
    }
    throw new ModelFormatException(
        metadata.source()
            + ": "
            + (keys.isEmpty() ? name : String.join(" or ", keys))
            + " is missing, wanted "
            + wanted);
  }

  /** Where one of several keys would stand in an object that the file has, only such are named. */
  private void keepStatedSections(Set<String> keys) {
    Set<String> likely = new LinkedHashSet<>(keys);
    likely.removeIf(key -> {
      String section = key.substring(0, key.lastIndexOf('.') + 1);
      return section.isEmpty() || metadata.keys().stream().noneMatch(k -> k.startsWith(section));
    });
    if (!likely.isEmpty()) {
      keys.retainAll(likely);
    }
  }

  int positive(String name, int layer) {
    Value value = require(name, layer, "a whole number of 1 or more");
    int number = value.integer(name);
    if (number < 1) {
      throw value.wrong(name, "1 or more");
    }
    return number;
  }

  int notNegative(String name, int layer) {
    Value value = require(name, layer, "a whole number of 0 or more");
    int number = value.integer(name);
    if (number < 0) {
      throw value.wrong(name, "0 or more");
    }
    return number;
  }

  double number(String name, int layer) {
    return require(name, layer, "a number").number(name);
  }

  /** A number that must be greater than 0. */
  double positiveNumber(String name, int layer) {
    Value value = require(name, layer, "a number");
    double number = value.number(name);
    if (!(number > 0)) {
      throw value.wrong(name, "a number greater than 0");
    }
    return number;
  }

  /** A number that may be infinite; absent means that there is no bound. */
  float upperBound(String name, int layer) {
    Value value = dialect.settings().containsKey(name) ? find(name, layer) : null;
    if (value == null) {
      return Float.POSITIVE_INFINITY;
    }
    if ("Infinity".equals(value.content())) {
      return Float.POSITIVE_INFINITY; // as transformers 5 writes it, since JSON has no such number
    }
    return value.content() instanceof Number n && n.doubleValue() > 0
        ? n.floatValue()
        : (float) value.number(name);
  }

  float real(String name, int layer) {
    return (float) number(name, layer);
  }

  boolean flag(String name, int layer) {
    return require(name, layer, "true or false").flag(name);
  }

  boolean stated(String name, int layer) {
    return find(name, layer) != null;
  }

  /** One of the words that a table knows. */
  <T> T choice(String name, int layer, Map<String, T> words) {
    Value value = require(name, layer, "one of " + String.join(", ", words.keySet()));
    T meaning = words.get(value.text(name));
    if (meaning == null) {
      throw value.wrong(name, "one of " + String.join(", ", words.keySet()));
    }
    return meaning;
  }

  /** One of some words, for a switch. */
  String word(String name, int layer, List<String> words) {
    Value value = require(name, layer, "one of " + String.join(", ", words));
    String word = value.text(name);
    if (!words.contains(word)) {
      throw value.wrong(name, "one of " + String.join(", ", words));
    }
    return word;
  }

  float[] numbers(String name, int layer) {
    Value value = require(name, layer, "a list of numbers");
    return value.key() == null
        ? new float[] {(float) value.number(name)}
        : metadata.floats(value.key());
  }

  /** The exception for a setting whose value is well-formed but not possible. */
  ModelFormatException refuse(String name, int layer, String wanted) {
    return require(name, layer, wanted).wrong(name, wanted);
  }
}
