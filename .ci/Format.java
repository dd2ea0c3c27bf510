import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Runs google-java-format over every source file of the reactor: {@code Format check|apply ROOT}.
 * Started by the root pom as a single source file, with the formatter on the class path.
 */
final class Format {
  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(sources(root));
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int exit =
        formatter.run(
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            arguments.toArray(String[]::new));
    if (exit != 0) {
      System.err.println(
          apply
              ? "google-java-format failed"
              : "The files above are not formatted: run `mvn -q -N -Pformat validate`.");
      System.exit(1);
    }
  }

  private static List<String> sources(Path root) throws IOException {
    List<String> files = new ArrayList<>();
    files.add(root.resolve(".ci/Format.java").toString());
    add(root.resolve("tests/bench/src"), files);
    try (var modules = Files.newDirectoryStream(root)) {
      for (Path module : modules) {
        add(module.resolve("src"), files);
      }
    }
    return files;
  }

  private static void add(Path source, List<String> files) throws IOException {
    if (Files.isDirectory(source)) {
      try (var walk = Files.walk(source)) {
        walk.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(files::add);
      }
    }
  }
}
