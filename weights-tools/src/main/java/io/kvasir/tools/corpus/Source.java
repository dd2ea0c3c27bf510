package io.kvasir.tools.corpus;

import java.util.List;

/** A grammar file: its name for messages, and its lines. */
record Source(String name, List<String> lines) {
  static Source of(String name, String text) {
    return new Source(name, text.lines().toList());
  }
}
