package org.meitheal.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.Await;
import org.meitheal.protocol.FakeServer;
import org.meitheal.protocol.MutableClock;

class TokenSourceTests {
  private final MutableClock clock = new MutableClock();
  private final AtomicInteger exchanges = new AtomicInteger();
  private volatile int status = 200;
  private volatile String presented = "";
  private final FakeServer registry =
      new FakeServer()
          .on(
              "/v1/tokens",
              exchange -> {
                presented = exchange.getRequestHeaders().getFirst("Authorization");
                String token = "t" + exchanges.incrementAndGet();
                FakeServer.json(exchange, status, new TokenAnswer(token, 600_000));
              });
  private final TokenSource source = new TokenSource(registry.uri(), () -> "mk_a_b\n", clock);

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void exchangesTheKeyOnceAndKeepsTheToken() {
    assertThat(source.token()).isEqualTo("t1");
    assertThat(source.token()).isEqualTo("t1");
    assertThat(presented).isEqualTo("Bearer mk_a_b");
  }

  @Test
  void renewsAtFourFifthsOfItsLife() {
    source.token();
    clock.advance(Duration.ofSeconds(479));
    assertThat(source.token()).isEqualTo("t1");
    clock.advance(Duration.ofSeconds(1));

    Await.until("renewal", () -> source.token().equals("t2"));
  }

  @Test
  void keepsTheOldOneWhileItIsValidAndTheRegistryAway() {
    source.token();
    registry.close();
    clock.advance(Duration.ofSeconds(599));
    assertThat(source.token()).isEqualTo("t1");
    clock.advance(Duration.ofSeconds(1));

    assertThatExceptionOfType(TokenUnavailableException.class)
        .isThrownBy(source::token)
        .matches(away -> !away.refused());
  }

  @Test
  void saysWhenTheKeyIsRefused() {
    status = 401;

    assertThatExceptionOfType(TokenUnavailableException.class)
        .isThrownBy(source::token)
        .matches(TokenUnavailableException::refused);
  }

  @Test
  void exchangesAgainAfterInvalidation() {
    source.token();
    source.invalidate();

    assertThat(source.token()).isEqualTo("t2");
  }
}
