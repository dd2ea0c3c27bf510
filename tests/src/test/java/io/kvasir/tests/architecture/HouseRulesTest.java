package io.kvasir.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds in every room. */
class HouseRulesTest {

  /**
   * What the families have in common, and a family that is called like the one layer that it has.
   */
  private static final Set<String> NO_FAMILY_NAMES = Set.of("base.json", "mamba2.json");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void onlyTheCommandLinePrints() {
    List<JavaFieldAccess> uses =
        Classes.all()
            .flatMap(c -> c.getFieldAccessesFromSelf().stream())
            .filter(a -> a.getTargetOwner().getName().equals("java.lang.System"))
            .filter(a -> Set.of("out", "err", "in").contains(a.getTarget().getName()))
            .toList();

    assertThat(uses).isNotEmpty();
    assertThat(uses).allMatch(a -> isCommandLine(a.getOriginOwner()));
  }

  @Test
  void onlyTheCommandLineEndsTheProcessOrPrintsStackTraces() {
    List<JavaMethodCall> calls =
        Classes.all()
            .flatMap(c -> c.getMethodCallsFromSelf().stream())
            .filter(call ->
                call.getName().equals("printStackTrace")
                    || (call.getTargetOwner().getName().equals("java.lang.System")
                        && call.getName().equals("exit")))
            .toList();

    assertThat(calls).hasSizeGreaterThanOrEqualTo(2);
    assertThat(calls).allMatch(call -> isCommandLine(call.getOriginOwner()));
  }

  private static boolean isCommandLine(JavaClass type) {
    return Classes.isIn(type.getPackageName(), "io.kvasir.cli");
  }

  /**
   * Law 6: a vector that goes through a method of ours is an object for as long as C2 does not
   * inline that method. Only the calls of the Vector API are sure to be inlined.
   */
  @Test
  void noMethodTakesOrReturnsAVector() {
    List<JavaMethod> kernels =
        Classes.all()
            .filter(c -> Classes.isIn(c.getPackageName(), "io.kvasir.model.kernel.vector"))
            .flatMap(c -> c.getMethods().stream())
            .toList();

    assertThat(kernels).hasSizeGreaterThan(50);
    assertThat(kernels)
        .noneMatch(m -> isVector(m.getRawReturnType()))
        .noneMatch(m -> m.getRawParameterTypes().stream().anyMatch(HouseRulesTest::isVector));
  }

  private static boolean isVector(JavaClass type) {
    return type.isAssignableTo("jdk.incubator.vector.Vector");
  }

  /** NullAway looks only into packages that say so. */
  @Test
  void everyPackageIsNullMarked() {
    Set<String> packages = Classes.all().map(JavaClass::getPackageName).collect(Collectors.toSet());
    Set<String> marked =
        Classes.all()
            .filter(c -> c.getSimpleName().equals("package-info"))
            .filter(c -> c.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());

    assertThat(packages).hasSizeGreaterThan(10);
    assertThat(marked).containsAll(packages);
  }

  /** Law 3: a family is input to the loader, never to the runtime. */
  @Test
  void noModelCodeBesideTheLoaderNamesAFamily() throws IOException {
    Set<String> families = families();
    assertThat(families).contains("llama", "qwen2", "qwen3", "gpt2");
    Pattern anyFamily =
        Pattern.compile(
            families.stream()
                .map(HouseRulesTest::pattern)
                .collect(Collectors.joining("|", "(?i)", "")));
    Path model = ROOT.resolve("model/src/main/java/io/kvasir/model");
    List<Path> sources;
    try (Stream<Path> files = Files.walk(model)) {
      sources =
          files
              .filter(f -> f.toString().endsWith(".java") && !f.startsWith(model.resolve("load")))
              .toList();
    }

    assertThat(sources).hasSizeGreaterThan(50);
    for (Path source : sources) {
      assertThat(anyFamily.matcher(withoutComments(Files.readString(source))).results())
          .as(ROOT.relativize(source).toString())
          .isEmpty();
    }
  }

  /** A short name counts only as a whole word: "opt" is in "option". */
  private static String pattern(String family) {
    return family.length() > 4 ? Pattern.quote(family) : "\\b" + Pattern.quote(family) + "\\b";
  }

  private static Set<String> families() throws IOException {
    Path folder = ROOT.resolve("model/src/main/resources/io/kvasir/model/load/family");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !NO_FAMILY_NAMES.contains(name))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .collect(Collectors.toSet());
    }
  }

  private static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
  }
}
