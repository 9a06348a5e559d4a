package org.meitheal.gateway.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.meitheal.protocol.identity.TokenAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The tokens that API keys were exchanged for. A key is exchanged once, not once a request, and
 * anew at four fifths of its token's life; while the registry is away the old token serves until it
 * expires. A refusal is remembered for a moment, so that a wrong key does not reach the registry
 * with every request.
 */
final class KeyTokens {
  private static final Logger LOG = LoggerFactory.getLogger(KeyTokens.class);

  private static final int MOST_KEYS = 100_000;
  private static final int MOST_EXCHANGES = 1024;
  private static final Duration REFUSED_FOR = Duration.ofSeconds(3);
  private static final Duration RETRY_RENEWAL_AFTER = Duration.ofSeconds(5);

  /** Left unused at a token's end, for the way to the service behind. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Function<String, Mono<TokenAnswer>> registry;
  private final LongSupplier nanoTime;
  private final Cache<Digest, Held> held;
  private final ConcurrentHashMap<Digest, Mono<Caller>> exchanges = new ConcurrentHashMap<>();

  /** What is known of a key, until {@code endNanos}. */
  private sealed interface Held {
    long endNanos();
  }

  private record Accepted(Caller caller, long renewNanos, long endNanos) implements Held {}

  private record Refused(long endNanos) implements Held {}

  /**
   * @param registry asks for a token; empty where there is no such key
   */
  KeyTokens(Function<String, Mono<TokenAnswer>> registry, LongSupplier nanoTime) {
    this.registry = registry;
    this.nanoTime = nanoTime;
    this.held =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .ticker(nanoTime::getAsLong)
            .expireAfter(Expiry.<Digest, Held>writing((_, value) -> remaining(value)))
            .build();
  }

  /** The key's owner with a token that is still valid; 401 or 503 as an error. */
  Mono<Caller> callerOf(String apiKey) {
    Digest key = Digest.of(apiKey);
    return switch (held.getIfPresent(key)) {
      case null -> exchange(key, apiKey);
      case Refused _ -> refusal();
      case Accepted accepted -> {
        if (nanoTime.getAsLong() - accepted.renewNanos() >= 0) {
          renew(key, apiKey, accepted);
        }
        yield Mono.just(accepted.caller());
      }
    };
  }

  /** After a service behind refused the token: the next request exchanges the key again. */
  void forget(String apiKey) {
    held.invalidate(Digest.of(apiKey));
  }

  private void renew(Digest key, String apiKey, Accepted old) {
    long later = nanoTime.getAsLong() + RETRY_RENEWAL_AFTER.toNanos();
    held.put(key, new Accepted(old.caller(), later, old.endNanos()));
    exchange(key, apiKey)
        .subscribe(
            _ -> {}, failure -> LOG.debug("A token was not renewed: {}", failure.getMessage()));
  }

  private Mono<Caller> exchange(Digest key, String apiKey) {
    if (exchanges.size() >= MOST_EXCHANGES) {
      return unavailable();
    }
    return exchanges.computeIfAbsent(
        key,
        _ ->
            registry
                .apply(apiKey)
                .map(answer -> accept(key, answer))
                .switchIfEmpty(Mono.defer(() -> refuse(key)))
                .onErrorResume(failure -> !(failure instanceof GatewayException), this::away)
                .doFinally(_ -> exchanges.remove(key))
                .cache());
  }

  private Caller accept(Digest key, TokenAnswer answer) {
    Caller caller = new Caller(TokenSubject.of(answer.token()), answer.token());
    long now = nanoTime.getAsLong();
    long life = Duration.ofMillis(answer.expiresInMs()).minus(MARGIN).toNanos();
    if (life > 0) {
      held.put(key, new Accepted(caller, now + life / 5 * 4, now + life));
    }
    return caller;
  }

  private Mono<Caller> refuse(Digest key) {
    held.put(key, new Refused(nanoTime.getAsLong() + REFUSED_FOR.toNanos()));
    return refusal();
  }

  private Mono<Caller> away(Throwable failure) {
    LOG.warn("The registry cannot be asked about a key: {}", failure.getMessage());
    return unavailable();
  }

  private Duration remaining(Held value) {
    return Duration.ofNanos(Math.max(1, value.endNanos() - nanoTime.getAsLong()));
  }

  private static Mono<Caller> refusal() {
    return Mono.error(new GatewayException(GatewayError.badCredential()));
  }

  private static Mono<Caller> unavailable() {
    return Mono.error(
        new GatewayException(
            GatewayError.unavailable(
                "The registry cannot be asked about this key now.", Duration.ofSeconds(1))));
  }
}
