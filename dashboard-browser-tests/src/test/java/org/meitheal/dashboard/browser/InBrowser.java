package org.meitheal.dashboard.browser;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Stage}, or skips them where there is no browser. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.Extension.class)
@interface InBrowser {
  /** Keeps one stage for all test classes. */
  final class Extension implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace OWN =
        ExtensionContext.Namespace.create(InBrowser.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (BrowserProgram.find().isPresent() || BrowserProgram.isRequired()) {
        return ConditionEvaluationResult.enabled("there is a browser, or there must be one");
      }
      context.getRoot().getStore(OWN).computeIfAbsent("told", _ -> tell());
      return ConditionEvaluationResult.disabled(BrowserProgram.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context.getRoot().getStore(OWN).computeIfAbsent(Stage.class, _ -> open(), Stage.class);
    }

    /** What is skipped without a word is never missed. */
    private static boolean tell() {
      System.out.println("The dashboard's pages are not tested: " + BrowserProgram.MISSING);
      return true;
    }

    private static Stage open() {
      try {
        return new Stage(
            BrowserProgram.find()
                .orElseThrow(() -> new IllegalStateException(BrowserProgram.MISSING)));
      } catch (IOException e) {
        throw new IllegalStateException("the dashboard does not start", e);
      }
    }
  }
}
