package io.kvasir.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopStringsTest {
  @Test
  void textBeforeTheStopStringIsLetOut() {
    StopStrings stops = new StopStrings(List.of("END"));
    assertThat(stops.push("some END text")).isEqualTo("some ");
    assertThat(stops.found()).isTrue();
    assertThat(stops.finish()).isEmpty();
  }

  @Test
  void aStopStringInPiecesIsHeldBackAndNeverLetOut() {
    StopStrings stops = new StopStrings(List.of("END"));
    assertThat(stops.push("some E")).isEqualTo("some ");
    assertThat(stops.push("N")).isEmpty();
    assertThat(stops.push("D")).isEmpty();
    assertThat(stops.found()).isTrue();
  }

  @Test
  void heldTextIsLetOutWhenItTurnsOutOtherwise() {
    StopStrings stops = new StopStrings(List.of("END"));
    assertThat(stops.push("EN")).isEmpty();
    assertThat(stops.push("E")).isEqualTo("EN");
    assertThat(stops.push("X")).isEqualTo("EX");
    assertThat(stops.push("EN")).isEmpty();
    assertThat(stops.finish()).isEqualTo("EN");
    assertThat(stops.found()).isFalse();
  }

  @Test
  void overlappingBeginningsAreFound() {
    StopStrings stops = new StopStrings(List.of("aab"));
    assertThat(stops.push("aa")).isEmpty();
    assertThat(stops.push("a")).isEqualTo("a");
    assertThat(stops.push("b")).isEmpty();
    assertThat(stops.found()).isTrue();
  }

  @Test
  void theStopStringThatEndsFirstCounts() {
    StopStrings stops = new StopStrings(List.of("abcd", "c"));
    assertThat(stops.push("xabcd")).isEqualTo("xab");
    assertThat(stops.found()).isTrue();
  }

  @Test
  void ofStopStringsThatEndTogetherTheLongestCounts() {
    StopStrings stops = new StopStrings(List.of("c", "abc", "bc"));
    assertThat(stops.push("xabcd")).isEqualTo("x");
  }

  @Test
  void withoutStopStringsNothingIsHeldBack() {
    StopStrings stops = new StopStrings(List.of());
    assertThat(stops.push("text")).isEqualTo("text");
    assertThat(stops.finish()).isEmpty();
  }

  @Test
  void anyPiecesGiveWhatTheWholeTextGives() {
    Random random = new Random(11);
    for (int round = 0; round < 3_000; round++) {
      List<String> strings = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        strings.add(letters(random, 1 + random.nextInt(5)));
      }
      String text = letters(random, random.nextInt(40));
      checkInPieces(random, strings, text);
    }
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static void checkInPieces(Random random, List<String> strings, String text) {
    String expected = before(strings, text);
    StopStrings stops = new StopStrings(strings);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length() && !stops.found()) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(4));
      out.append(stops.push(text.substring(at, to)));
      at = to;
      if (!stops.found()) {
        String held = text.substring(out.length(), at);
        assertThat(held.isEmpty() || strings.stream().anyMatch(s -> s.startsWith(held))).isTrue();
      }
    }
    assertThat(stops.found()).isEqualTo(strings.stream().anyMatch(text::contains));
    out.append(stops.finish());
    assertThat(out.toString()).as("%s in %s", strings, text).isEqualTo(expected);
  }

  /** The text before the stop string that ends first, the longest of those that end there. */
  private static String before(List<String> strings, String text) {
    for (int end = 1; end <= text.length(); end++) {
      int longest = 0;
      for (String s : strings) {
        if (text.substring(0, end).endsWith(s)) {
          longest = Math.max(longest, s.length());
        }
      }
      if (longest > 0) {
        return text.substring(0, end - longest);
      }
    }
    return text;
  }
}
