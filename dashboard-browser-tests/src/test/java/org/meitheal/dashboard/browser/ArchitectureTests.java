package org.meitheal.dashboard.browser;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule knowsTheDashboardByItsPages =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.junit..",
              "org.assertj..",
              "com.tngtech.archunit..",
              "com.microsoft.playwright..",
              "org.meitheal.dashboard",
              "org.meitheal.dashboard.browser..")
          .because("what is tested here is what a browser gets, in front of the made-up cluster");
}
