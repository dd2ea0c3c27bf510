package io.kvasir.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which room may use which library. */
class LibrariesTest {

  @Test
  void picocliIsUsedOnlyByTheCommandLine() {
    Classes.onlyUsedIn("picocli", in("picocli"), List.of("io.kvasir.cli"));
  }

  @Test
  void jacksonIsUsedOnlyWhereJsonComesInOrGoesOut() {
    Classes.onlyUsedIn(
        "Jackson",
        in("com.fasterxml.jackson"),
        List.of(
            "io.kvasir.tokenizer",
            "io.kvasir.model.weights.safetensors",
            "io.kvasir.model.load",
            "io.kvasir.model.observe",
            "io.kvasir.tools",
            "io.kvasir.cli"));
  }

  @Test
  void theVectorApiIsUsedOnlyByTheVectorKernels() {
    Classes.onlyUsedIn(
        "the Vector API", in("jdk.incubator.vector"), List.of("io.kvasir.model.kernel.vector"));
  }

  @Test
  void djlIsUsedOnlyByItsEngineAndTheTrainer() {
    Classes.onlyUsedIn(
        "DJL",
        in("ai.djl"),
        List.of("io.kvasir.model.djl", "io.kvasir.tools.reference", "io.kvasir.tools.train"));
  }

  @Test
  void nobodyUsesUnsafe() {
    Predicate<JavaClass> unsafe =
        c -> c.getSimpleName().equals("Unsafe") || c.getPackageName().startsWith("sun.");

    assertThat(Classes.all()).hasSizeGreaterThan(100);
    assertThat(Classes.all().filter(c -> uses(c, unsafe))).isEmpty();
  }

  /** The order of that sum is not defined, and interpreted and compiled code do differ. */
  @Test
  void nobodyLetsTheVectorApiSumFloats() {
    List<JavaCodeUnit> kernels =
        Classes.in("io.kvasir.model.kernel.vector").stream()
            .flatMap(c -> c.getCodeUnits().stream())
            .filter(
                unit -> unit.getMethodCallsFromSelf().stream().anyMatch(LibrariesTest::isVector))
            .toList();

    assertThat(kernels).hasSizeGreaterThan(5);
    assertThat(kernels)
        .noneMatch(unit ->
            unit.getMethodCallsFromSelf().stream().anyMatch(LibrariesTest::reducesFloats)
                && unit.getFieldAccesses().stream().anyMatch(LibrariesTest::isSumOrProduct));
  }

  private static boolean isVector(JavaMethodCall call) {
    return call.getTargetOwner().getPackageName().equals("jdk.incubator.vector");
  }

  private static boolean reducesFloats(JavaMethodCall call) {
    return call.getName().startsWith("reduceLanes")
        && !call.getTargetOwner().getSimpleName().matches("(Int|Long|Short|Byte)Vector");
  }

  private static boolean isSumOrProduct(JavaFieldAccess access) {
    return access.getTargetOwner().getSimpleName().equals("VectorOperators")
        && List.of("ADD", "MUL").contains(access.getTarget().getName());
  }

  private static Predicate<JavaClass> in(String packageName) {
    return c -> Classes.isIn(c.getPackageName(), packageName);
  }

  private static boolean uses(JavaClass type, Predicate<JavaClass> target) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(d -> target.test(d.getTargetClass()));
  }
}
