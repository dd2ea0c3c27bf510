package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.InvalidPromptException;
import io.kvasir.tokenizer.template.TemplateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A conversation line by line, on a terminal or in a pipe. */
final class ChatTurns {

  private static final int LONGEST_LINE = 1 << 24;

  private final Kvasir kvasir;
  private final Conversation conversation;
  private final GenerationOptions generation;
  private final Streams streams;
  private final Interruption interruption;
  private final boolean forPeople;

  ChatTurns(
      Kvasir kvasir,
      Conversation conversation,
      GenerationOptions generation,
      Streams streams,
      Interruption interruption) {
    this.kvasir = kvasir;
    this.conversation = conversation;
    this.generation = generation;
    this.streams = streams;
    this.interruption = interruption;
    this.forPeople = streams.inputIsTerminal() && streams.outputIsTerminal();
  }

  void run() throws IOException {
    interruption.keepRunning();
    kvasir.tokenizer(); // What is wrong with the model is said before the first question.
    for (String line = readLine(); line != null && !line.equals("/quit"); line = readLine()) {
      if (line.equals("/clear")) {
        conversation.forget();
      } else if (!line.isBlank()) {
        turn(line);
      }
    }
  }

  /** On a terminal a turn that fails leaves the conversation as it was; a script wants to know. */
  private void turn(String question) {
    try (Generation answer = conversation.ask(question)) {
      interruption.onRequest(answer::stop);
      String text = GenerationRun.of(kvasir, answer, generation.view(streams, false));
      if (!text.isEmpty() || answer.stopReason().isPresent()) {
        conversation.answered(question, text);
      }
      if (!generation.json() && !streams.outputIsTerminal()) {
        streams.out().print("\n");
      }
      streams.out().push();
      if (!generation.quiet()) {
        StatisticsText.printNumbers(
            streams.err(), StatisticsText.stopReason(answer), answer.statistics());
      }
    } catch (InvalidPromptException | TemplateException e) {
      if (!forPeople) {
        throw e;
      }
      Failures.report(streams, e);
    } finally {
      interruption.idle();
    }
  }

  /** The next line without its end, or null at the end of the input. */
  private @Nullable String readLine() throws IOException {
    if (forPeople) {
      streams.out().print("> ");
      streams.out().push();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = streams.in().read();
    boolean atEnd = b < 0;
    while (b >= 0 && b != '\n') {
      line.write(b);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("standard input: a line of more than " + LONGEST_LINE + " bytes");
      }
      b = streams.in().read();
    }
    String text = Input.decode("standard input", line.toByteArray());
    return atEnd ? null : text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
