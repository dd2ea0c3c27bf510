package io.kvasir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Some megabytes of English that are at hand wherever this is built: the documentation comments of
 * the JDK's sources (lib/src.zip), without tags. The property {@code text} names another file.
 */
final class EnglishText {
  private static final int MOST_CHARS = 8_000_000;
  private static final int DOCUMENT = 4_000;

  private EnglishText() {}

  /** Documents of 4,000 chars. */
  static List<String> documents() throws IOException {
    String file = System.getProperty("text", "");
    String text = file.isEmpty() ? prose() : Files.readString(Path.of(file));
    List<String> documents = new ArrayList<>();
    for (int at = 0; at + DOCUMENT <= text.length(); at += DOCUMENT) {
      documents.add(text.substring(at, at + DOCUMENT));
    }
    return documents;
  }

  private static String prose() throws IOException {
    StringBuilder prose = new StringBuilder();
    Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    try (ZipFile zip = new ZipFile(sources.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(e -> e.getName().matches("java\\.(base|desktop)/java/.*\\.java"))
              .toList();
      for (ZipEntry entry : entries) {
        byte[] source = zip.getInputStream(entry).readAllBytes();
        addComments(new String(source, StandardCharsets.UTF_8), prose);
        if (prose.length() > MOST_CHARS) {
          break;
        }
      }
    }
    return prose.toString();
  }

  /** Lines that begin with an asterisk, but not the licence, which every file has. */
  private static void addComments(String source, StringBuilder prose) {
    String code = source.substring(Math.max(0, source.indexOf("\npackage ")));
    code.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("* ") && !line.startsWith("* @"))
        .map(line -> line.substring(2).replaceAll("<[^>]*>|\\{@\\w+ ?|[}]", ""))
        .forEach(line -> prose.append(line).append('\n'));
  }
}
