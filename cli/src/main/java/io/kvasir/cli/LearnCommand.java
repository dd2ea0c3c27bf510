package io.kvasir.cli;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lessons on how text is generated. */
@Command(
    name = "learn",
    description =
        "Learn how a model generates text, in twelve lessons: each asks what you expect, and then"
            + " measures it in the small model that comes with Kvasir.",
    sortOptions = false,
    footer = {
      "",
      "On a terminal a lesson waits for your guess: type it and press Enter, or only Enter; q and"
          + " Enter ends. In a pipe nothing is asked and all is shown.",
      "",
      "Examples:",
      "  kvasir learn --list",
      "  kvasir learn 4",
      "  kvasir learn 4 --answer",
      "  kvasir learn | less"
    })
final class LearnCommand implements Callable<Integer> {
  private static final String BOLD = "\u001b[1m";
  private static final String NORMAL = "\u001b[0m";

  @Parameters(
      arity = "0..1",
      paramLabel = "LESSON",
      description = "Number of a lesson, 1 to " + Lesson.COUNT + ". Default: all of them.")
  private @Nullable Integer number;

  @Option(names = "--list", description = "Only name the lessons.")
  private boolean list;

  @Option(names = "--answer", description = "Only what is measured: no text and no question.")
  private boolean answer;

  private final Streams streams;
  private @Nullable BufferedReader in;

  LearnCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (number != null && (number < 1 || number > Lesson.COUNT)) {
      throw new UsageException("lesson " + number + ": wanted 1 to " + Lesson.COUNT);
    }
    int first = number == null ? 1 : number;
    int last = number == null ? Lesson.COUNT : number;
    try (Measures measures = new Measures()) {
      for (int n = first; n <= last; n++) {
        Lesson lesson = Lesson.read(n);
        if (list) {
          streams.out().print(n + ". " + lesson.title() + "\n");
        } else if (!teach(lesson, measures)) {
          break;
        }
      }
    }
    return Failures.DONE;
  }

  /** False if the learner has enough. */
  private boolean teach(Lesson lesson, Measures measures) throws IOException {
    if (!answer) {
      print(bold("Lesson " + lesson.number() + ". " + lesson.title()) + "\n");
    }
    String guess = "";
    List<Lesson.Part> parts = lesson.parts();
    for (int i = 0; i < parts.size(); i++) {
      Lesson.Part part = parts.get(i);
      switch (part.kind()) {
        case TEXT -> say(part.text());
        case HINT -> say("    " + part.text());
        case QUESTION -> {
          say(bold("? " + part.text()));
          boolean whole = i + 1 == parts.size() || parts.get(i + 1).kind() != part.kind();
          guess = answer || !whole ? "" : guess();
          if (guess.equals("q")) {
            return false;
          }
        }
        case MEASURE -> {
          reveal(guess);
          guess = "";
          print(indented(measures.of(part.text())));
        }
        case COMMAND -> {
          reveal(guess);
          guess = "";
          say("    $ " + part.text());
          run(part.text());
        }
      }
    }
    if (!answer) {
      print("\n");
    }
    return true;
  }

  /** What the learner types; nothing in a pipe, and at the end of the input. */
  private String guess() throws IOException {
    if (!streams.inputIsTerminal() || !streams.outputIsTerminal()) {
      return "";
    }
    print("  your guess: ");
    if (in == null) {
      in = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
    }
    String line = in.readLine();
    return line == null ? "" : line.strip();
  }

  private void reveal(String guess) {
    if (!guess.isEmpty()) {
      print("  You said " + Failures.oneLine(guess) + ". Measured:\n");
    }
  }

  /** Runs a command as in a pipe, and shows what it prints. */
  private void run(String command) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Streams pipe =
        new Streams(
            InputStream.nullInputStream(),
            new Output(printed),
            streams.err(),
            Set.of(),
            streams.environment());
    int code = KvasirCommand.run(pipe, Interruption.never(), CommandLineText.arguments(command));
    if (code != Failures.DONE) {
      throw new IOException("'" + command + "' failed");
    }
    print(indented(printed.toString(StandardCharsets.UTF_8)));
  }

  private static String indented(String text) {
    return text.lines()
        .map(line -> line.isEmpty() ? "\n" : "    " + line + "\n")
        .collect(joining());
  }

  private void say(String line) {
    if (!answer) {
      print(line + "\n");
    }
  }

  private void print(String text) {
    streams.out().print(text);
    streams.out().push();
  }

  private String bold(String text) {
    return streams.colour() ? BOLD + text + NORMAL : text;
  }
}
