package org.meitheal.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.meitheal.protocol",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule arrows =
      classes()
          .that()
          .resideInAPackage("org.meitheal.protocol..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "jakarta.servlet..",
              "org.jspecify.annotations",
              "org.slf4j..",
              "org.bouncycastle.math.ec.rfc8032",
              "org.meitheal.protocol..",
              "org.meitheal.core..",
              "com.fasterxml.jackson.annotation",
              "tools.jackson..",
              "io.prometheus.metrics.model..",
              "io.opentelemetry..",
              "org.springframework.http..",
              "org.springframework.web..",
              "org.springframework.validation",
              "org.springframework.util..")
          .because("protocol is what goes over the wire: core, Jackson, Spring's HTTP interfaces");

  @ArchTest
  static final ArchRule webmvcInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.meitheal.protocol.problem")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.web.servlet..")
          .because("the gateway has no servlets; only the advice's base class needs them");

  @ArchTest
  static final ArchRule noJackson2 =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .because("Jackson 2 may be on the class path and would not know our configuration");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("org.meitheal.protocol.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader must be able to read one package after another");
}
