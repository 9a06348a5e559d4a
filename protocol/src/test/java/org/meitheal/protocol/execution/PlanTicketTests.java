package org.meitheal.protocol.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.Jws;

class PlanTicketTests {
  private final KeyPair pair = Ed25519.generate();
  private long epoch = 3;
  private final PlanTicketVerifier verifier =
      new PlanTicketVerifier(
          (use, kid) -> use.equals("ticket") && kid.equals("s1") ? pair.getPublic() : null,
          "cam-1",
          () -> epoch);

  @Test
  void carriesThePlan() {
    PlanClaims claims = claims("x", 1, "cam-1", 3);

    assertThat(verifier.accept(sign(claims))).isEqualTo(claims);
  }

  @Test
  void isForOneUse() {
    String ticket = sign(claims("x", 1, "cam-1", 3));
    verifier.accept(ticket);

    assertRefused(ticket, "ticket-used");
    assertRefused(sign(claims("x", 1, "cam-1", 3)), "ticket-used");
    assertThat(verifier.accept(sign(claims("x", 2, "cam-1", 3)))).isNotNull();
  }

  @Test
  void isForOneDeviceInOneLife() {
    assertRefused(sign(claims("x", 1, "cam-2", 3)), "ticket-wrong-lead");
    assertRefused(sign(claims("x", 1, "cam-1", 2)), "ticket-wrong-epoch");
    epoch = 2;
    assertThat(verifier.accept(sign(claims("x", 1, "cam-1", 2)))).isNotNull();
  }

  @Test
  void mustBeSignedByAPublishedTicketKey() {
    PlanClaims claims = claims("x", 1, "cam-1", 3);

    assertRefused(PlanTicket.sign("s2", pair.getPrivate(), claims), "ticket-key-unknown");
    assertRefused(PlanTicket.sign("s1", Ed25519.generate().getPrivate(), claims), "ticket-forged");
  }

  @Test
  void mustBeAPlan() {
    assertRefused("", "ticket-malformed");
    assertRefused("a.b.c", "ticket-malformed");
    for (String payload : new String[] {"null", "{}", "[]", "x"}) {
      assertRefused(
          Jws.sign("s1", pair.getPrivate(), "plan", payload.getBytes(UTF_8)), "ticket-malformed");
    }
    assertRefused(
        Jws.sign("s1", pair.getPrivate(), "JWT", "{}".getBytes(UTF_8)), "ticket-malformed");
  }

  @Test
  void remembersABoundedNumber() {
    for (int attempt = 1; attempt <= UsedTickets.MAX_REMEMBERED + 10; attempt++) {
      verifier.use(claims("x", attempt, "cam-1", 3));
    }
    assertThat(verifier.remembered()).isEqualTo(UsedTickets.MAX_REMEMBERED);
  }

  private String sign(PlanClaims claims) {
    return PlanTicket.sign("s1", pair.getPrivate(), claims);
  }

  private void assertRefused(String ticket, String code) {
    assertThatExceptionOfType(TicketException.class)
        .isThrownBy(() -> verifier.accept(ticket))
        .matches(refused -> refused.code().equals(code), code);
  }

  private static PlanClaims claims(String execution, int attempt, String lead, long epoch) {
    return new PlanClaims(
        execution,
        attempt,
        "lab.1",
        lead,
        epoch,
        "m",
        "1",
        "ab",
        PlanClaims.Task.INFER,
        0,
        100,
        50.5,
        1000,
        null);
  }
}
