package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the embedded model, whatever it says. */
class LearnCommandTest {

  static List<Integer> lessons() {
    return IntStream.rangeClosed(1, Lesson.COUNT).boxed().toList();
  }

  /** A pipe waits for no one, and gets the whole lesson. */
  @ParameterizedTest
  @MethodSource("lessons")
  void aPipeGetsTheQuestionAndTheMeasuredAnswer(int number) {
    Lesson lesson = Lesson.read(number);
    Run.Result result = Run.of("learn", String.valueOf(number));

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith("Lesson " + number + ". " + lesson.title() + "\n")
        .contains("\n? ")
        .contains("    kvasir ")
        .doesNotContain("your guess", "\u001b", "NaN", "differ by");
    assertThat(result.out().lines().filter(line -> line.startsWith("    ")).count())
        .isGreaterThan(2);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyLessonAsksAnswersAndNamesACommandThatExists(int number) {
    List<Lesson.Part> parts = Lesson.read(number).parts();

    assertThat(parts).extracting(Lesson.Part::kind).contains(Lesson.Kind.QUESTION);
    assertThat(parts)
        .extracting(Lesson.Part::kind)
        .containsAnyOf(Lesson.Kind.MEASURE, Lesson.Kind.COMMAND);
    List<Lesson.Part> named =
        parts.stream().filter(part -> part.kind() == Lesson.Kind.HINT).toList();
    assertThat(named).isNotEmpty();
    for (Lesson.Part hint : named) {
      String[] command = CommandLineText.arguments(hint.text());
      assertThat(Run.of(command[0], "--help").exit()).as(hint.text()).isZero();
    }
    // Numbers are measured, never written down: a number in the text may only name things.
    assertThat(parts)
        .filteredOn(part -> part.kind() == Lesson.Kind.TEXT)
        .noneMatch(part -> part.text().matches(".*\\d[.,]\\d.*"));
  }

  @Test
  void aTerminalIsAskedBeforeTheAnswer() {
    Run.Result result = new Run().terminals("in", "out").input("half of it\n").with("learn", "9");

    assertThat(result.out())
        .containsSubsequence(
            "? ", "your guess: ", "You said half of it. Measured:", "bytes in f32");
  }

  /** However many lines a question has. */
  @ParameterizedTest
  @MethodSource("lessons")
  void aQuestionIsAskedOnce(int number) {
    long questions =
        IntStream.range(0, Lesson.read(number).parts().size())
            .mapToObj(i -> Lesson.read(number).parts().subList(0, i + 1))
            .filter(parts -> parts.getLast().kind() == Lesson.Kind.QUESTION)
            .filter(parts -> parts.get(parts.size() - 2).kind() != Lesson.Kind.QUESTION)
            .count();
    Run.Result result =
        new Run().terminals("in", "out").input("mine\n").with("learn", String.valueOf(number));

    assertThat(result.out().split("your guess: ", -1)).hasSize((int) questions + 1);
    assertThat(result.out()).containsOnlyOnce("You said mine. Measured:");
  }

  @Test
  void qEndsBeforeTheAnswerAndTheEndOfTheInputDoesNotHang() {
    Run.Result quit = new Run().terminals("in", "out").input("q\n").with("learn");
    Run.Result ended = new Run().terminals("in", "out").input("").with("learn", "9");

    assertThat(quit.out()).contains("Lesson 1.").doesNotContain("Lesson 2.");
    assertThat(quit.exit()).isZero();
    assertThat(ended.out()).contains("bytes in f32").doesNotContain("You said");
  }

  @Test
  void theListNamesAllLessonsAndTheAnswerStandsAlone() {
    assertThat(Run.of("learn", "--list").out().lines())
        .hasSize(Lesson.COUNT)
        .first()
        .isEqualTo("1. Tokens");
    assertThat(Run.of("learn", "9", "--answer").out()).startsWith("    after").doesNotContain("?");
    assertThat(Run.of("learn", "13").err()).contains("lesson 13: wanted 1 to 12");
    assertThat(Run.of("learn", "13").exit()).isEqualTo(2);
  }

  @Test
  void aCommandOfATextIsCutAtSpacesOutsideOfQuotes() {
    assertThat(CommandLineText.arguments("kvasir tokenize  \" dog\" \"\" --json"))
        .containsExactly("tokenize", " dog", "", "--json");
  }
}
