package org.meitheal.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.meitheal.dashboard", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule knowsOthersOnlyByTheProtocol =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.slf4j..",
              "jakarta.servlet..",
              "jakarta.validation..",
              "org.springframework..",
              "org.thymeleaf..",
              "tools.jackson..",
              "io.micrometer..",
              "io.prometheus.metrics..",
              "org.meitheal.core.fleet..",
              "org.meitheal.protocol..",
              "org.meitheal.dashboard..")
          .because("the dashboard shows what the services tell, and decides nothing");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .matching("org.meitheal.dashboard.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature that needs its user cannot be read alone");

  @ArchTest
  static final ArchRule oneJackson =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .because("Jackson 2 beside 3 compiles, and then writes other JSON");

  @ArchTest
  static final ArchRule keysStayWhereTheyAreTaken =
      noClasses()
          .that()
          .resideOutsideOfPackages("..signin..", "..remote..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ApiKeyFormat")
          .because("nothing else sees a key, so nothing else can log it");
}
