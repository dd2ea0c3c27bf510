package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The families that are built in, one JSON resource each, and families from files. */
final class Families {
  private static final String FOLDER = "family/";
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]+");

  private Families() {}

  /**
   * The family that a file asks for.
   *
   * @param container how the file states it
   * @param identity the architecture or model_type
   * @return the family, or nothing
   */
  static Optional<Family> find(Container container, String identity) {
    // A family is usually named like its files; only other names cost a look into all resources.
    if (NAME.matcher(identity).matches() && exists(identity)) {
      Family family = named(identity);
      if (family.identities(container).contains(identity)) {
        return Optional.of(family);
      }
    }
    byte[] quoted = ('"' + identity + '"').getBytes(StandardCharsets.UTF_8);
    return names().stream()
        .filter(name -> contains(bytes(name), quoted)) // so that few are parsed
        .map(Families::named)
        .filter(family -> family.identities(container).contains(identity))
        .findFirst();
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int at = 0; at + part.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  /** The names that files of a container may ask for, sorted. */
  static List<String> identities(Container container) {
    TreeSet<String> names = new TreeSet<>();
    all().forEach(family -> names.addAll(family.identities(container)));
    return List.copyOf(names);
  }

  /** All families of the resources, by name. */
  static List<Family> all() {
    return names().stream().map(Families::named).toList();
  }

  private static boolean exists(String name) {
    return Families.class.getResource(FOLDER + name + ".json") != null;
  }

  /** A family of the resources by the name of its file. */
  static Family named(String name) {
    return family(name, "family " + name, bytes(name), name);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Families.class.getResourceAsStream(FOLDER + name + ".json")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A family from a user's file; it may extend one of the resources. */
  static Family read(Path path) {
    String file = ModelFormatException.printable(path);
    try {
      Family family = family(file, file, Files.readAllBytes(path), null);
      SettingNames.check(family.levels()); // of the built-in ones a test has checked it
      return family;
    } catch (IOException e) {
      throw ModelFormatException.in(path, "cannot be read, wanted a family's JSON");
    }
  }

  private static Family family(String name, String file, byte[] bytes, @Nullable String resource) {
    FamilyText text = new FamilyText(file, FamilyJson.object(file, bytes));
    Family parent = null;
    if (text.has("extends")) {
      String base = text.member("extends").text();
      if (!NAME.matcher(base).matches() || !exists(base) || base.equals(resource)) {
        throw text.member("extends").wrong("the name of a built-in family");
      }
      parent = named(base);
    }
    return new Family(name, text, parent);
  }

  private static List<String> names() {
    try {
      URL folder = Objects.requireNonNull(Families.class.getResource(FOLDER + "base.json"));
      URLConnection connection = folder.openConnection();
      List<String> names = new ArrayList<>();
      if (connection instanceof JarURLConnection jar) {
        String inside = jar.getEntryName().substring(0, jar.getEntryName().lastIndexOf('/') + 1);
        jar.getJarFile().stream()
            .map(entry -> entry.getName())
            .filter(entry -> entry.startsWith(inside))
            .forEach(entry -> names.add(entry.substring(inside.length())));
      } else {
        Path parent = Objects.requireNonNull(Path.of(folder.toURI()).getParent());
        try (Stream<Path> files = Files.list(parent)) {
          files.forEach(path -> names.add(String.valueOf(path.getFileName())));
        }
      }
      return names.stream()
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
