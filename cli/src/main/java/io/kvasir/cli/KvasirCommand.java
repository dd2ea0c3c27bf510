package io.kvasir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: which commands there are, and what is the same for all of them. */
@Command(
    name = "kvasir",
    description = "Generates text with open-weight language models, one token per pass.",
    versionProvider = KvasirCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  kvasir generate \"Once upon a time\"",
      "  kvasir generate -m model.gguf \"Once upon a time\"",
      "  kvasir chat -m model.gguf",
      "  kvasir explain --html page.html \"Once upon a time\"",
      "  kvasir generate --help",
      "",
      "Environment:",
      "  KVASIR_JAVA_OPTS   options for the Java virtual machine, such as -Xmx8g",
      "  KVASIR_JAVA_HOME   the JDK 25 to use",
      "  KVASIR_ARCHIVE=off no archive of loaded classes for a faster start",
      "  KVASIR_DEBUG=1     show the stack trace of an error",
      "  NO_COLOR=1         no colour on a terminal",
      "",
      "Exit codes: 0 done, 1 failure, 2 wrong usage, 130 after Ctrl-C."
    })
final class KvasirCommand implements Runnable {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // For picocli, which shows the version itself.
  private boolean version;

  private KvasirCommand() {}

  /** Runs one command; the result is the exit code of the process. */
  static int run(Streams streams, Interruption interruption, String... arguments) {
    Notices.to(streams.err());
    int code;
    try {
      code = commandLine(streams, interruption, arguments).execute(arguments);
      if (code == Failures.DONE) {
        streams.out().flush();
        streams.out().throwFailure();
      }
    } catch (IOException | Error e) { // picocli hands exceptions over, but no errors.
      code = Failures.report(streams, e);
    }
    interruption.finished();
    return code;
  }

  /**
   * A command.
   *
   * @param type has the annotation with the description
   * @param make reads all of its options
   */
  private record Subcommand(Class<?> type, Supplier<Object> make) {

    /** For the list of commands: the description alone. */
    CommandLine described() {
      CommandSpec spec = CommandSpec.create();
      spec.usageMessage().description(type.getAnnotation(Command.class).description());
      return new CommandLine(spec);
    }
  }

  /** The commands by name, in the order of the help. */
  private static Map<String, Subcommand> commands(Streams streams, Interruption interruption) {
    Map<String, Subcommand> commands = new LinkedHashMap<>();
    commands.put(
        "generate",
        new Subcommand(GenerateCommand.class, () -> new GenerateCommand(streams, interruption)));
    commands.put(
        "chat", new Subcommand(ChatCommand.class, () -> new ChatCommand(streams, interruption)));
    commands.put(
        "template", new Subcommand(TemplateCommand.class, () -> new TemplateCommand(streams)));
    commands.put(
        "explain", new Subcommand(ExplainCommand.class, () -> new ExplainCommand(streams)));
    commands.put("logits", new Subcommand(LogitsCommand.class, () -> new LogitsCommand(streams)));
    commands.put(
        "tokenize", new Subcommand(TokenizeCommand.class, () -> new TokenizeCommand(streams)));
    commands.put(
        "detokenize",
        new Subcommand(DetokenizeCommand.class, () -> new DetokenizeCommand(streams)));
    commands.put(
        "weights",
        new Subcommand(
            WeightsCommand.class,
            () ->
                WeightsCommand.with(
                    new InspectCommand(streams),
                    new CorpusCommand(streams),
                    new TrainCommand(streams, interruption),
                    new EvaluateMeadCommand(streams))));
    commands.put("heads", new Subcommand(HeadsCommand.class, () -> new HeadsCommand(streams)));
    commands.put(
        "cost", new Subcommand(CostCommand.class, () -> new CostCommand(streams, interruption)));
    commands.put("learn", new Subcommand(LearnCommand.class, () -> new LearnCommand(streams)));
    commands.put(
        "perplexity",
        new Subcommand(PerplexityCommand.class, () -> new PerplexityCommand(streams)));
    commands.put(
        "bench", new Subcommand(BenchCommand.class, () -> new BenchCommand(streams, interruption)));
    return commands;
  }

  /** With the command that is named, or else with all, for a list: reading options takes long. */
  private static CommandLine commandLine(
      Streams streams, Interruption interruption, String... arguments) {
    CommandLine root = new CommandLine(new KvasirCommand());
    Map<String, Subcommand> commands = commands(streams, interruption);
    Subcommand named = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (named != null) {
      root.addSubcommand(arguments[0], named.make().get());
    } else {
      commands.forEach((name, command) -> root.addSubcommand(name, command.described()));
    }
    addHelp(root);
    return root.setOut(new PrintWriter(streams.out(), false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(streams.colour() ? Ansi.ON : Ansi.OFF))
        .registerConverter(Integer.class, text -> number(text, "a whole number", Integer::valueOf))
        .registerConverter(int.class, text -> number(text, "a whole number", Integer::valueOf))
        .registerConverter(Long.class, text -> number(text, "a whole number", Long::valueOf))
        .registerConverter(long.class, text -> number(text, "a whole number", Long::valueOf))
        .registerConverter(double.class, text -> number(text, "a number", Double::valueOf))
        .setExecutionStrategy(KvasirCommand::runLast)
        .setParameterExceptionHandler((e, args) -> wrongUsage(streams, e))
        .setExecutionExceptionHandler((e, command, result) -> Failures.report(streams, e));
  }

  /** Every command has the same option for help. */
  private static void addHelp(CommandLine command) {
    command.addMixin("help", new HelpOption());
    command.getSubcommands().values().forEach(KvasirCommand::addHelp);
  }

  private static <T> T number(String text, String wanted, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "', wanted " + wanted);
    }
  }

  /** Whoever asks for the help of a command that there is not gets no other. */
  private static int runLast(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec command = last.commandSpec();
    List<String> unknown = last.unmatched();
    boolean named = !unknown.isEmpty() && !unknown.getFirst().startsWith("-");
    if (named && !command.subcommands().isEmpty()) {
      throw new UnmatchedArgumentException(command.commandLine(), unknown);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int wrongUsage(Streams streams, ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    return Failures.report(
        streams,
        new UsageException(
            explain(e, command) + " (see '" + command.qualifiedName() + " --help')"));
  }

  private static String explain(ParameterException e, CommandSpec command) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String first = "'" + unmatched.getUnmatched().getFirst() + "'";
      return command.subcommands().isEmpty()
          ? first + " is one argument too many: quote a text of several words"
          : first + " is no command";
    }
    return String.valueOf(e.getMessage());
  }

  @Override
  public void run() {
    throw new UsageException("no command (see 'kvasir --help')");
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = KvasirCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "kvasir " + (version == null ? "(unpacked)" : version) + ", Java " + Runtime.version()
      };
    }
  }
}
