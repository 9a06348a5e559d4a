package org.meitheal.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.meitheal.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule usesOnlyTheProtocol =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.slf4j..",
              "jakarta.validation..",
              "org.springframework..",
              "reactor..",
              "io.netty..",
              "com.github.benmanes.caffeine..",
              "io.github.bucket4j..",
              "tools.jackson..",
              "io.micrometer..",
              "io.prometheus.metrics..",
              "org.meitheal.protocol.identity..",
              "org.meitheal.protocol.json..",
              "org.meitheal.protocol.metric..",
              "org.meitheal.protocol.trace..",
              "org.meitheal.protocol.problem..",
              "org.meitheal.protocol.process..",
              "org.meitheal.gateway..")
          .because("the gateway knows callers and limits, and nothing of devices or tensors");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .matching("org.meitheal.gateway.(*)..")
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
  static final ArchRule noServlets =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.servlet..")
          .because("the gateway runs on Netty, where they are not on the class path");
}
