package io.kvasir.tokenizer.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code namespace()} gives: the one thing whose attributes a template can set. */
final class Namespace {
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  Map<String, Object> attributes() {
    return attributes;
  }
}
