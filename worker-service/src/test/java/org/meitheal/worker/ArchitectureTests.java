package org.meitheal.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.meitheal.worker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule USES_ONLY_ITS_ARROWS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.meitheal.worker..",
              "org.meitheal.protocol..",
              "org.meitheal.core..",
              "java..",
              "javax.imageio..",
              "org.w3c.dom..",
              "jakarta.servlet..",
              "jakarta.validation..",
              "org.springframework..",
              "org.slf4j..",
              "org.jspecify..",
              "tools.jackson..",
              "io.micrometer..",
              "io.prometheus.metrics..",
              "ai.djl..",
              "com.drew..")
          .because("a worker knows the protocol and how to run models, and no other service");

  @ArchTest
  static final ArchRule HAS_NO_CYCLES =
      slices()
          .matching("org.meitheal.worker.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package is a feature that can be read alone");

  @ArchTest
  static final ArchRule ONLY_THE_MODEL_KNOWS_LIBTORCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.meitheal.worker.model")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..")
          .because("the engine can be replaced in one place");

  @ArchTest
  static final ArchRule LANES_ARE_PLAIN =
      classes()
          .that()
          .resideInAnyPackage(
              "org.meitheal.worker.lane",
              "org.meitheal.worker.speed",
              "org.meitheal.worker.photo",
              "org.meitheal.worker.memory")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.meitheal.worker.lane",
              "org.meitheal.worker.speed",
              "org.meitheal.worker.photo",
              "org.meitheal.worker.memory",
              "org.meitheal.core..",
              "org.meitheal.protocol.oip",
              "java..",
              "javax.imageio..",
              "org.w3c.dom..",
              "org.jspecify..",
              "com.drew..")
          .because("scheduling, measuring and decoding are tested without Spring and libtorch");

  @ArchTest
  static final ArchRule JACKSON_3_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .because("Jackson 2 beside 3 compiles, and then ignores our configuration");
}
