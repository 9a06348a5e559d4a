package org.meitheal.gateway.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.InvalidTokenException;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tokens that callers bring themselves. A first look may fetch the registry's keys, so it happens
 * off the event loop; after that a token is believed until it expires.
 */
final class VerifiedTokens implements DisposableBean {
  private static final int MOST_TOKENS = 10_000;
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 1000;

  private final Function<String, AccessToken> verifier;
  private final InstantSource clock;
  private final Scheduler scheduler =
      Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "token-verifier");
  private final Cache<Digest, AccessToken> verified;

  /**
   * @param verifier throws {@link InvalidTokenException}
   */
  VerifiedTokens(Function<String, AccessToken> verifier, InstantSource clock) {
    this.verifier = verifier;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfter(Expiry.<Digest, AccessToken>writing((_, token) -> remaining(token)))
            .build();
  }

  /** The token's owner; 401 or 503 as an error. */
  Mono<Caller> callerOf(String token) {
    return verified(token).map(valid -> new Caller(valid.subject(), token));
  }

  /** What the token says; 401 or 503 as an error. */
  Mono<AccessToken> verified(String token) {
    Digest key = Digest.of(token);
    AccessToken known = verified.getIfPresent(key);
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return Mono.just(known);
    }
    return Mono.fromCallable(() -> verify(key, token))
        .subscribeOn(scheduler)
        .onErrorMap(VerifiedTokens::explain);
  }

  private AccessToken verify(Digest key, String token) {
    AccessToken valid = verifier.apply(token);
    verified.put(key, valid);
    return valid;
  }

  private Duration remaining(AccessToken token) {
    Duration left = Duration.between(clock.instant(), token.expiresAt());
    return left.isPositive() ? left : Duration.ofNanos(1);
  }

  private static Throwable explain(Throwable failure) {
    return switch (failure) {
      case InvalidTokenException _ -> new GatewayException(GatewayError.badCredential());
      case RejectedExecutionException _ ->
          new GatewayException(
              GatewayError.unavailable(
                  "Too many tokens wait to be verified.", Duration.ofSeconds(1)));
      default -> failure;
    };
  }

  @Override
  public void destroy() {
    scheduler.dispose();
  }
}
