package io.kvasir.tests.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with the launcher and the jars of this build, and runs of it. */
final class Installation {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Only against a run that never ends: a busy machine may take its time. */
  private static final int SECONDS = 600;

  private static final List<String> TOOLS =
      List.of("env", "bash", "dirname", "readlink", "find", "mkdir", "ln", "rm", "grep", "mv");

  /**
   * What a process left behind.
   *
   * @param exit exit code
   * @param out standard output
   * @param err standard error
   */
  record Result(int exit, String out, String err) {}

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path directory;
  private Path program;

  private Installation(Path folder) {
    this.folder = folder;
    this.directory = folder;
    this.program = folder.resolve("kvasir");
  }

  /** Copies the launcher and the jars that this build made into a folder. */
  static Installation in(Path folder) throws IOException {
    Path jars = ROOT.resolve("cli/target/lib");
    if (!Files.isDirectory(jars)) {
      throw new IllegalStateException(jars + " is missing: run this test with mvn verify");
    }
    Path launcher = Files.createDirectories(folder).resolve("kvasir");
    Files.copy(
        ROOT.resolve("kvasir"),
        launcher,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    Path target = Files.createDirectories(folder.resolve("cli/target/launcher/lib"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(jars)) {
      for (Path jar : files) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
    }
    return new Installation(folder);
  }

  Path folder() {
    return folder;
  }

  /** Runs by another name, a symbolic link to the launcher for instance. */
  Installation as(Path name) {
    program = name;
    return this;
  }

  Installation from(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  Installation with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = start(command);
    process.getOutputStream().close();
    return finish(process);
  }

  /** Runs a script of bash in which {@code $kvasir} is the launcher. */
  Result bash(String script) throws IOException, InterruptedException {
    return finish(startBash(script));
  }

  /** The same without waiting for its end; its standard input stays open. */
  Process startBash(String script) throws IOException {
    environment.put("kvasir", program.toString());
    return start(List.of("bash", "-c", script));
  }

  /** Hides every program from the launcher but the tools that it cannot do without. */
  Installation withFewToolsOnly(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String tool : TOOLS) {
      script(folder.resolve(tool), "exec " + which(tool) + " \"$@\"");
    }
    return with("PATH", folder.toString());
  }

  /** Writes a program. */
  static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static Path which(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return Path.of(folder, tool);
      }
    }
    throw new IllegalStateException("no " + tool + " on the PATH");
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KVASIR_"));
    builder.environment().put("KVASIR_ARCHIVE", "off"); // it is made in the background
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What a process prints here is less than a pipe holds. */
  static Result finish(Process process) throws InterruptedException, IOException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher did not end within " + SECONDS + " s");
    }
    return new Result(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
