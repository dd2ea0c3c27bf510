package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.pipeline.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the file, with the way to it for messages.
 *
 * @param file the file's name
 * @param path dotted names from the top
 * @param values what it holds: maps, lists, strings, numbers, booleans, null
 */
record Section(String file, String path, Map<String, @Nullable Object> values) {
  boolean has(String name) {
    return values.get(name) != null;
  }

  String type() {
    return string("type");
  }

  String string(String name) {
    return require(name, String.class, "a text");
  }

  String string(String name, String otherwise) {
    return has(name) ? string(name) : otherwise;
  }

  boolean flag(String name, boolean otherwise) {
    return has(name) ? require(name, Boolean.class, "true or false") : otherwise;
  }

  boolean flag(String name) {
    return require(name, Boolean.class, "true or false");
  }

  int integer(String name) {
    Number number = require(name, Number.class, "a whole number");
    if (number instanceof Integer value) {
      return value;
    }
    throw wrong(name, "is " + number, "a whole number below 2^31");
  }

  List<Integer> integers(String name) {
    List<Integer> integers = new ArrayList<>();
    for (Object value : require(name, List.class, "a list")) {
      if (!(value instanceof Integer integer)) {
        throw wrong(name, "holds " + value, "whole numbers");
      }
      integers.add(integer);
    }
    return integers;
  }

  Section section(String name) {
    return new Section(file, path + "." + name, map(name, values.get(name)));
  }

  List<Section> sections(String name) {
    List<?> list = require(name, List.class, "a list");
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = name + "[" + i + "]";
      sections.add(new Section(file, path + "." + place, map(place, list.get(i))));
    }
    return sections;
  }

  @SuppressWarnings("unchecked") // JsonValues makes maps with text keys only
  private Map<String, @Nullable Object> map(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw wrong(name, value == null ? "is missing" : "is " + kind(value), "an object");
  }

  private <T> T require(String name, Class<T> type, String wanted) {
    Object value = values.get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrong(name, value == null ? "is missing" : "is " + kind(value), wanted);
  }

  private static String kind(Object value) {
    return switch (value) {
      case String text -> Shown.of(text);
      case Map<?, ?> map -> "an object";
      case List<?> list -> "a list";
      default -> value.toString();
    };
  }

  TokenizerFormatException wrong(String name, String found, String wanted) {
    return new TokenizerFormatException(
        file + ": " + path + "." + name + " " + found + ", wanted " + wanted);
  }

  TokenizerFormatException wrong(String what) {
    return new TokenizerFormatException(file + ": " + path + ": " + what);
  }

  TokenizerFormatException unsupported(String kind) {
    return new TokenizerFormatException(
        file + ": " + path + ": unsupported " + kind + " " + Shown.of(type()));
  }
}
