package org.meitheal.dashboard.signin;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The operator's own access token, for what the operator does: so the registry decides whether it
 * may be, and keeps who did it. It lives for minutes; since no key is kept, an operator who acts
 * later shows the key again.
 */
@Component
public class OperatorTokens {
  /** Enough for the call that it is for. */
  private static final Duration LEFT = Duration.ofSeconds(10);

  private final Keys keys;
  private final InstantSource clock;

  OperatorTokens(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** None where it has run out, so that the key is needed. */
  public @Nullable String of(SignedIn who) {
    SignedIn.Grant grant = who.grant();
    return clock.instant().plus(LEFT).isBefore(grant.expiresAt()) ? grant.token() : null;
  }

  /**
   * Has a key give a new token.
   *
   * @return none where it did; else why not, in a sentence
   */
  public @Nullable String renew(SignedIn who, String key) {
    return switch (keys.check(key.strip())) {
      case Keys.Result.Welcome(SignedIn other)
          when other.isOperator() && other.name().equals(who.name()) -> {
        who.renew(other.grant());
        yield null;
      }
      case Keys.Result.Welcome _ -> "That is not the operator key of " + who.name() + ".";
      case Keys.Result.Refused(String why, boolean _) -> why;
    };
  }

  /** Forgets a token that was refused. */
  public void forget(SignedIn who) {
    who.renew(new SignedIn.Grant("", java.time.Instant.MIN));
  }
}
