package io.kvasir.tokenizer.template;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Python's {@code strftime} in the C locale. */
final class Dates {
  private Dates() {}

  static String format(String format, LocalDateTime time, Budget budget) {
    Output out = new Output(budget);
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(format, i, i + 1);
        continue;
      }
      boolean bare = format.startsWith("-", i + 1);
      i += bare ? 2 : 1;
      String field = i < format.length() ? field(format.charAt(i), time) : "";
      if (field.isEmpty()) {
        throw new Fault("strftime_now: format '" + format + "' is not supported");
      }
      out.append(bare ? withoutPadding(field) : field);
    }
    return out.toString();
  }

  private static String withoutPadding(String field) {
    String bare = Text.strip(field, true, false, Text.among("0 "));
    return bare.isEmpty() ? "0" : bare;
  }

  private static String field(char code, LocalDateTime time) {
    return switch (code) {
      case 'Y' -> Integer.toString(time.getYear());
      case 'y' -> two(time.getYear() % 100);
      case 'm' -> two(time.getMonthValue());
      case 'd' -> two(time.getDayOfMonth());
      case 'e' -> String.format(Locale.ROOT, "%2d", time.getDayOfMonth());
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' ->
          time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'a' ->
          time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case 'j' -> String.format(Locale.ROOT, "%03d", time.getDayOfYear());
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'H' -> two(time.getHour());
      case 'I' -> two(time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'M' -> two(time.getMinute());
      case 'S' -> two(time.getSecond());
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'F' -> field('Y', time) + "-" + field('m', time) + "-" + field('d', time);
      case 'T' -> field('H', time) + ":" + field('M', time) + ":" + field('S', time);
      case 'R' -> field('H', time) + ":" + field('M', time);
      case 'D' -> field('m', time) + "/" + field('d', time) + "/" + field('y', time);
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> "";
    };
  }

  private static String two(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }
}
