package org.meitheal.dashboard.signin;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.InvalidTokenException;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.identity.TokenVerifier;
import org.springframework.stereotype.Component;

/** Asks the registry whose key it is. The key is used once and kept nowhere. */
@Component
class Keys {
  private static final Set<Role> MAY_LOOK = EnumSet.of(Role.VIEWER, Role.OPERATOR);

  private final DashboardSettings settings;
  private final TokenVerifier verifier;
  private final InstantSource clock;

  Keys(DashboardSettings settings, TokenVerifier verifier, InstantSource clock) {
    this.settings = settings;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** What came of a try to sign in. */
  sealed interface Result {
    record Welcome(SignedIn who) implements Result {}

    /**
     * @param why in a sentence
     * @param retryable whether the same key may be good later
     */
    record Refused(String why, boolean retryable) implements Result {}
  }

  Result check(String key) {
    if (ApiKeyFormat.parse(key) == null) {
      return new Result.Refused("That is not an API key. It begins with mk_.", false);
    }
    try {
      String token = new TokenSource(settings.registryUrl(), () -> key, clock).token();
      return check(verifier.verify(token), token);
    } catch (TokenUnavailableException failure) {
      return failure.refused()
          ? new Result.Refused("The registry does not know this key.", false)
          : new Result.Refused("The registry cannot be reached. Try again in a moment.", true);
    } catch (InvalidTokenException invalid) {
      return new Result.Refused("The registry's answer cannot be verified.", true);
    }
  }

  private static Result check(AccessToken who, String token) {
    return MAY_LOOK.contains(who.role())
        ? new Result.Welcome(
            new SignedIn(who.subject(), who.role(), new SignedIn.Grant(token, who.expiresAt())))
        : new Result.Refused(
            "This key's role is " + who.role() + "; VIEWER or OPERATOR is needed here.", false);
  }
}
