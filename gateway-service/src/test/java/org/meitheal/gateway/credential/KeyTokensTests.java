package org.meitheal.gateway.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meitheal.gateway.error.GatewayException;
import org.meitheal.protocol.identity.TokenAnswer;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class KeyTokensTests {
  private static final String KEY = "mk_alice_secret";

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger exchanges = new AtomicInteger();
  private Mono<TokenAnswer> registry =
      Mono.fromSupplier(() -> new TokenAnswer(token(exchanges.incrementAndGet()), 600_000));
  private final KeyTokens tokens = new KeyTokens(_ -> Mono.defer(() -> registry), nanos::get);

  @Test
  void keepsAToken() {
    assertThat(caller().subject()).isEqualTo("alice");
    pass(Duration.ofMinutes(7));
    assertThat(caller().token()).isEqualTo(token(1));
    assertThat(exchanges).hasValue(1);
  }

  @Test
  void renewsAtFourFifthsOfItsLifeWithoutMakingAnyoneWait() {
    caller();
    pass(Duration.ofMinutes(8));

    assertThat(caller().token()).as("still the old one").isEqualTo(token(1));
    assertThat(caller().token()).isEqualTo(token(2));
    assertThat(exchanges).hasValue(2);
  }

  @Test
  void goesOnWithTheOldTokenUntilItExpiresWhileTheRegistryIsAway() {
    caller();
    registry = away();
    pass(Duration.ofMinutes(9));
    assertThat(caller().token()).isEqualTo(token(1));

    pass(Duration.ofMinutes(1));
    assertThat(failure()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
  }

  @Test
  void triesToRenewOnlyNowAndThenWhileTheRegistryIsAway() {
    caller();
    registry = Mono.defer(() -> fail(exchanges));
    pass(Duration.ofMinutes(8));
    caller();
    caller();
    assertThat(exchanges).hasValue(2);

    pass(Duration.ofSeconds(6));
    caller();
    assertThat(exchanges).hasValue(3);
  }

  @Test
  void remembersARefusalForAMoment() {
    AtomicInteger asked = new AtomicInteger();
    registry = Mono.fromRunnable(asked::incrementAndGet);

    assertThat(failure()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(failure()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(asked).hasValue(1);

    pass(Duration.ofSeconds(4));
    assertThat(failure()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(asked).hasValue(2);
  }

  @Test
  void endsAtOnceWhatTheRegistryRefusesToRenew() {
    caller();
    registry = Mono.empty();
    pass(Duration.ofMinutes(8));
    caller();

    assertThat(failure()).isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void exchangesOnceForAllWhoWait() {
    Sinks.One<TokenAnswer> answer = Sinks.one();
    registry = answer.asMono().doOnSubscribe(_ -> exchanges.incrementAndGet());

    var first = tokens.callerOf(KEY).toFuture();
    var second = tokens.callerOf(KEY).toFuture();
    answer.tryEmitValue(new TokenAnswer(token(9), 600_000));

    assertThat(first.join()).isEqualTo(second.join());
    assertThat(exchanges).hasValue(1);
  }

  @Test
  void printsNoSecret() {
    assertThat(caller().toString()).doesNotContain(token(1));
    assertThat(new Credential.ApiKey(KEY).toString()).doesNotContain("secret");
    assertThat(new Credential.Token("abc").toString()).doesNotContain("abc");
  }

  private Caller caller() {
    return tokens.callerOf(KEY).blockOptional(Duration.ofSeconds(60)).orElseThrow();
  }

  private HttpStatus failure() {
    HttpStatus[] status = new HttpStatus[1];
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(this::caller)
        .satisfies(failure -> status[0] = failure.error().status());
    return status[0];
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Mono<TokenAnswer> away() {
    return Mono.error(new IOException("away"));
  }

  private static Mono<TokenAnswer> fail(AtomicInteger counter) {
    counter.incrementAndGet();
    return away();
  }

  private static String token(int number) {
    String claims = "{\"sub\":\"alice\",\"n\":" + number + "}";
    return "h." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".s";
  }
}
