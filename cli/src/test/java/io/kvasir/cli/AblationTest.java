package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --ablate} and {@code --ablate-ffn}. */
class AblationTest {

  private static Run.Result logits(String... ablation) {
    String[] command = {"logits", "-m", Run.TINY, "--ids", "1,2,3"};
    String[] all = new String[command.length + ablation.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(ablation, 0, all, command.length, ablation.length);
    return Run.of(all);
  }

  @Test
  void whatIsSwitchedOffChangesTheLogits() {
    String whole = logits().out();

    assertThat(logits("--ablate", "1.2").out()).isNotEqualTo(whole);
    assertThat(logits("--ablate-ffn", "0").out()).isNotEqualTo(whole);
    assertThat(logits("--ablate", "0.1,1.2").out())
        .isEqualTo(logits("--ablate", "1.2", "--ablate", "0.1,0.1").out())
        .isNotEqualTo(logits("--ablate", "1.2").out());
  }

  @Test
  void aGenerationIsAblatedFromItsPromptOn() {
    String[] command = {"generate", "-m", Run.TINY, "--temp", "0", "-n", "12", "--quiet", "a b c"};
    String[] ablated = {
      "generate",
      "-m",
      Run.TINY,
      "--temp",
      "0",
      "-n",
      "12",
      "--quiet",
      "a b c",
      "--ablate-ffn",
      "0,1",
      "--ablate",
      "0.0,0.1,0.2,0.3"
    };

    assertThat(Run.of(ablated).exit()).isZero();
    assertThat(Run.of(ablated).out()).isNotEqualTo(Run.of(command).out());
  }

  @ParameterizedTest
  @CsvSource({
    "--ablate, 7, 'wanted layer.head, as in 2.5'",
    "--ablate, 1.x, \"'1.x', wanted layer.head\"",
    "--ablate, 1.2.3, wanted layer.head",
    "--ablate-ffn, -1, \"'-1', wanted the number of a layer\""
  })
  void whatIsNoHeadOrLayerIsWrongUsage(String option, String value, String message) {
    Run.Result result = logits(option, value);

    assertThat(result.err()).contains(option).contains(message.replace("\"", "")).hasLineCount(1);
    assertThat(result.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--ablate, 5.0, 'ablated head 5.0: the model has layers 0 to 1'",
    "--ablate, 0.99, 'ablated head 0.99: layer 0 has heads 0 to'",
    "--ablate-ffn, 2, 'ablated feed-forward of layer 2: the model has layers 0 to 1'"
  })
  void whatTheModelDoesNotHaveIsNamedWithItsFile(String option, String value, String message) {
    Run.Result result = logits(option, value);

    assertThat(result.err()).contains("tiny-llama: ").contains(message).hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }
}
