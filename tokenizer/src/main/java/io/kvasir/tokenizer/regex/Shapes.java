package io.kvasir.tokenizer.regex;

import io.kvasir.tokenizer.regex.CharSet.Definition;
import io.kvasir.tokenizer.regex.CharSet.Union;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of a pattern without running it. */
final class Shapes {
  private Shapes() {}

  /** Whether a match may be empty. */
  static boolean mayBeEmpty(Node node) {
    return switch (node) {
      case Node.Empty empty -> true;
      case Node.One one -> false;
      case Node.Sequence sequence -> sequence.parts().stream().allMatch(Shapes::mayBeEmpty);
      case Node.Choice choice -> choice.branches().stream().anyMatch(Shapes::mayBeEmpty);
      case Node.Repeat repeat -> repeat.least() == 0 || mayBeEmpty(repeat.body());
      case Node.At at -> true;
      case Node.Look look -> true;
      case Node.Atomic atomic -> mayBeEmpty(atomic.body());
    };
  }

  /** What every match begins with, or null if a match may be empty. */
  static @Nullable Definition first(Node node) {
    return switch (node) {
      case Node.One one -> one.set();
      case Node.Sequence sequence -> firstOfSequence(sequence.parts());
      case Node.Choice choice -> firstOfAny(choice.branches());
      case Node.Repeat repeat -> repeat.least() == 0 ? null : first(repeat.body());
      case Node.Atomic atomic -> first(atomic.body());
      case Node.Empty empty -> null;
      case Node.At at -> null;
      case Node.Look look -> null;
    };
  }

  private static @Nullable Definition firstOfSequence(List<Node> parts) {
    List<Definition> found = new ArrayList<>();
    for (Node part : parts) {
      Definition first = first(part instanceof Node.Repeat r && r.least() == 0 ? r.body() : part);
      boolean consumesNothing = part instanceof Node.At || part instanceof Node.Look;
      if (first == null && !consumesNothing) {
        return null;
      }
      if (first != null) {
        found.add(first);
      }
      if (!mayBeEmpty(part)) {
        return found.size() == 1 ? found.getFirst() : new Union(List.copyOf(found));
      }
    }
    return null;
  }

  private static @Nullable Definition firstOfAny(List<Node> branches) {
    List<Definition> found = new ArrayList<>();
    for (Node branch : branches) {
      Definition first = first(branch);
      if (first == null) {
        return null;
      }
      found.add(first);
    }
    return new Union(List.copyOf(found));
  }

  /** Code points that every match has, or -1 if matches differ in length. */
  static int length(Node node) {
    return switch (node) {
      case Node.Empty empty -> 0;
      case Node.At at -> 0;
      case Node.Look look -> 0;
      case Node.One one -> 1;
      case Node.Atomic atomic -> length(atomic.body());
      case Node.Sequence sequence -> {
        int sum = 0;
        for (Node part : sequence.parts()) {
          int length = length(part);
          if (length < 0) {
            yield -1;
          }
          sum += length;
        }
        yield sum;
      }
      case Node.Choice choice -> {
        int length = length(choice.branches().getFirst());
        for (Node branch : choice.branches()) {
          if (length(branch) != length) {
            yield -1;
          }
        }
        yield length;
      }
      case Node.Repeat repeat -> {
        int length = length(repeat.body());
        yield length < 0 || repeat.least() != repeat.most() ? -1 : length * repeat.least();
      }
    };
  }
}
