package org.meitheal.protocol.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may call what. The first rule that matches method and path decides; what no rule matches is
 * denied. Paths are matched by the same parser as controllers are, so that no spelling of a path
 * reaches a controller past its rule.
 */
public final class AccessRules {
  /** Matches every method. */
  public static final String ANY_METHOD = "*";

  private final List<Rule> rules;

  private AccessRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What the rules say of one request. */
  sealed interface Verdict {
    /** No credential is looked at. */
    record Open() implements Verdict {}

    /** These roles only; none where no rule matched. */
    record Only(Set<Role> roles) implements Verdict {}
  }

  Verdict of(HttpServletRequest request) {
    return of(request.getMethod(), path(request).pathWithinApplication());
  }

  Verdict of(String method, PathContainer path) {
    if (!isPlain(path)) {
      return new Verdict.Only(Set.of());
    }
    return rules.stream()
        .filter(rule -> rule.matches(method, path))
        .findFirst()
        .map(Rule::verdict)
        .orElse(new Verdict.Only(Set.of()));
  }

  /** Servers may resolve dot segments and double slashes after we looked: no rule allows them. */
  private static boolean isPlain(PathContainer path) {
    boolean afterSeparator = false;
    for (PathContainer.Element element : path.elements()) {
      boolean separator = element instanceof PathContainer.Separator;
      if (separator && afterSeparator) {
        return false;
      }
      if (element instanceof PathContainer.PathSegment segment
          && (segment.valueToMatch().equals(".") || segment.valueToMatch().equals(".."))) {
        return false;
      }
      afterSeparator = separator;
    }
    return true;
  }

  static RequestPath path(HttpServletRequest request) {
    return ServletRequestPathUtils.hasParsedRequestPath(request)
        ? ServletRequestPathUtils.getParsedRequestPath(request)
        : ServletRequestPathUtils.parseAndCache(request);
  }

  private record Rule(@Nullable String method, PathPattern pattern, Verdict verdict) {
    boolean matches(String actual, PathContainer path) {
      return (method == null || method.equals(actual)) && pattern.matches(path);
    }
  }

  /** Collects rules in their order. */
  public static final class Builder {
    private final List<Rule> rules = new ArrayList<>();

    /** Anyone, by any method, without a credential. Patterns as in controllers. */
    public Builder open(String pattern) {
      return add(ANY_METHOD, pattern, new Verdict.Open());
    }

    /** Anyone, by one method, without a credential. */
    public Builder open(String method, String pattern) {
      return add(method, pattern, new Verdict.Open());
    }

    /**
     * @param method upper case, or {@link #ANY_METHOD}
     */
    public Builder allow(String method, String pattern, Role first, Role... others) {
      return add(method, pattern, new Verdict.Only(EnumSet.of(first, others)));
    }

    /** Anyone with a valid token. */
    public Builder authenticated(String method, String pattern) {
      return add(method, pattern, new Verdict.Only(EnumSet.allOf(Role.class)));
    }

    public AccessRules build() {
      return new AccessRules(rules);
    }

    private Builder add(String method, String pattern, Verdict verdict) {
      PathPattern parsed = PathPatternParser.defaultInstance.parse(pattern);
      String only = method.equals(ANY_METHOD) ? null : method.toUpperCase(Locale.ROOT);
      rules.add(new Rule(only, parsed, verdict));
      return this;
    }
  }
}
