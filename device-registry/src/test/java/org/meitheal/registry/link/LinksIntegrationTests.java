package org.meitheal.registry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.registry.LinkHistory;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.LinkSamples.RoundTrip;
import org.meitheal.protocol.registry.LinkSamples.Transfer;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.registry.testing.Answer;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;
import tools.jackson.databind.JsonNode;

class LinksIntegrationTests extends IntegrationTest {
  @Test
  void keepsTheLastFiveOfEachLink() {
    TestDevice from = device();
    TestDevice to = device();

    from.beat(
        1,
        IntStream.rangeClosed(1, 6)
            .mapToObj(i -> new RoundTrip(to.id(), (double) i, 100L * (6 - i)))
            .toList(),
        List.of(new Transfer(to.id(), 1000, 2e6, 0)));
    from.beat(1, List.of(new RoundTrip(to.id(), null, 0)), List.of());

    LinkView link = link(from, to);
    assertThat(link.roundTripsMs()).containsExactly(2.0, 3.0, 4.0, 5.0, 6.0);
    assertThat(link.medianRoundTripMs()).isEqualTo(4.0);
    assertThat(link.medianBytesPerSecond()).isEqualTo(2e6);
    assertThat(link.lost()).isOne();
    assertThat(link.consecutiveLosses()).isOne();
    assertThat(link.sampledAt()).isEqualTo(CLOCK.instant());
  }

  @Test
  void tellsALinksHistory() {
    TestDevice from = device();
    TestDevice to = device();
    from.beat(
        1,
        List.of(
            new RoundTrip(to.id(), 10.0, 3000),
            new RoundTrip(to.id(), 20.0, 2000),
            new RoundTrip(to.id(), null, 1000),
            new RoundTrip(to.id(), 30.0, 0)),
        List.of(new Transfer(to.id(), 1000, 5e6, 0)));
    String path = "/v1/links/" + from.id() + "/" + to.id() + "/history";

    await(() -> operator().get(path).json().path("samples").asInt() == 4);

    JsonNode history = operator().get(path + "?window=10m").json();
    assertThat(history.path("lost").asInt()).isOne();
    assertThat(history.path("loss").asDouble()).isCloseTo(0.25, within(1e-9));
    assertThat(history.path("p50_ms").asDouble()).isEqualTo(20.0);
    assertThat(history.path("min_ms").asDouble()).isEqualTo(10.0);
    assertThat(history.path("median_bytes_per_second").asDouble()).isEqualTo(5e6);
    assertThat(history.path("round_trips").size()).isEqualTo(4);
    assertThat(operator().get(path + "?window=1500ms").json().path("samples").asInt()).isEqualTo(2);
    assertThat(operator().get(path + "?window=8d").problem()).isEqualTo("400 invalid-window");
    assertThat(operator().get(path + "?window=0s").problem()).isEqualTo("400 invalid-window");
    assertThat(operator().get(path + "?window=soon").problem()).isEqualTo("400 invalid-window");
    assertThat(operator().get(path + "?until=2000-01-01T00:00:00Z").problem())
        .isEqualTo("400 invalid-until");
    assertThat(operator().get(path + "?until=yesterday").problem()).isEqualTo("400 invalid-until");
    assertThat(operator().get(path + "?points=1001").problem()).isEqualTo("400 invalid-points");
  }

  @Test
  void tellsALinksHistoryInBuckets() {
    TestDevice from = device();
    TestDevice to = device();
    from.beat(
        1,
        List.of(
            new RoundTrip(to.id(), 7.0, 590_000),
            new RoundTrip(to.id(), 10.0, 300_003),
            new RoundTrip(to.id(), 90.0, 300_002),
            new RoundTrip(to.id(), 20.0, 300_001),
            new RoundTrip(to.id(), null, 0)),
        List.of(
            new Transfer(to.id(), 1000, 5e6, 300_003), new Transfer(to.id(), 1000, 7e6, 300_002)));
    String path = "/v1/links/" + from.id() + "/" + to.id() + "/history?points=100";

    await(() -> operator().get(path).json().path("samples").asInt() == 5);

    LinkHistory history = operator().get(path).as(LinkHistory.class);
    assertThat(history.roundTrips()).isEmpty();
    assertThat(history.buckets()).hasSizeBetween(3, 5);
    assertThat(history.buckets()).extracting(LinkHistory.Bucket::maxMs).contains(90.0, 7.0);
    assertThat(history.buckets().stream().mapToLong(LinkHistory.Bucket::samples).sum())
        .isEqualTo(5);
    assertThat(history.buckets().getLast().lost()).isOne();
    assertThat(history.buckets().getLast().medianMs()).isNull();
    assertThat(history.buckets())
        .allSatisfy(bucket -> assertThat(bucket.at().toEpochMilli() % history.bucketMs()).isZero());
    assertThat(history.transferBuckets())
        .extracting(LinkHistory.TransferBucket::maxBytesPerSecond)
        .contains(7e6);
    String past = "&window=1s&until=" + CLOCK.instant().minusMillis(300_000);
    assertThat(operator().get(path + past).as(LinkHistory.class).samples()).isEqualTo(3);
    assertThat(operator().get(path + "&window=7d").as(LinkHistory.class).buckets())
        .hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void marksWhereALinkChanged() {
    TestDevice from = device();
    TestDevice to = device();
    from.beat(
        1,
        IntStream.range(0, 200)
            .mapToObj(
                i -> new RoundTrip(to.id(), (i < 120 ? 20.0 : 400.0) + i % 7, 500L * (199 - i)))
            .toList(),
        List.of());
    String path = "/v1/links/" + from.id() + "/" + to.id() + "/history";

    await(() -> operator().get(path).json().path("samples").asInt() == 200);

    List<LinkHistory.Regime> regimes = operator().get(path).as(LinkHistory.class).regimes();
    assertThat(regimes).extracting(LinkHistory.Regime::medianMs).containsExactly(23.0, 403.0);
    Instant jump = CLOCK.instant().minusMillis(500 * 79);
    assertThat(regimes.getLast().since()).isCloseTo(jump, within(1, ChronoUnit.MILLIS));
    assertThat(regimes.getLast().detectedAt()).isBetween(jump.plusMillis(500), jump.plusSeconds(5));
    assertThat(regimes.getFirst().detectedAt()).isNull();
    List<LinkHistory.Regime> late =
        operator().get(path + "?window=10s").as(LinkHistory.class).regimes();
    assertThat(late).hasSize(1);
  }

  @Test
  void takesASitesSamples() {
    TestDevice to = device();
    LinkSamples samples =
        new LinkSamples("site/lab", List.of(new RoundTrip(to.id(), 4.5, 0)), List.of());

    assertThat(service().post("/v1/link-samples", samples).status()).isEqualTo(204);

    String encoded = "/v1/links/site%2Flab/" + to.id() + "/history";
    await(() -> service().get(encoded).json().path("samples").asInt() == 1);
    assertThat(service().get("/v1/links/site/lab/" + to.id() + "/history").json())
        .isEqualTo(service().get(encoded).json());
  }

  @Test
  void takesADevicesSamplesFromItselfOnly() {
    TestDevice from = device();
    TestDevice to = device();

    assertThat(post(from, from.id(), to.id(), 1.0).status()).isEqualTo(204);
    assertThat(post(from, to.id(), from.id(), 1.0).problem()).isEqualTo("403 not-your-node");
    assertThat(post(from, "site/lab", to.id(), 1.0).problem()).isEqualTo("403 not-your-node");
    assertThat(
            service()
                .post("/v1/link-samples", new LinkSamples(to.id(), List.of(), List.of()))
                .problem())
        .isEqualTo("403 not-your-node");
    assertThat(
            operator()
                .post("/v1/link-samples", new LinkSamples("site/lab", List.of(), List.of()))
                .problem())
        .isEqualTo("403 forbidden");
  }

  @Test
  void refusesWhatNobodyCanHaveMeasured() {
    TestDevice from = device();
    TestDevice to = device();

    assertThat(post(from, from.id(), to.id(), -1.0).problem()).isEqualTo("400 invalid-samples");
    assertThat(post(from, "Not A Node", to.id(), 1.0).problem()).isEqualTo("400 invalid-node");
    assertThat(operator().get("/v1/links/Not%20A/node/history").problem())
        .isEqualTo("400 invalid-node");
    assertThat(post(from, from.id(), "nobody", 1.0).status()).as("left out").isEqualTo(204);
    assertThat(links()).noneMatch(link -> link.to().equals("nobody"));
  }

  @Test
  void forgetsTheLinksOfADeletedDevice() {
    TestDevice from = device();
    TestDevice to = device();
    post(from, from.id(), to.id(), 1.0);

    operator().delete(to.path(""), "If-Match", "*");

    assertThat(links()).noneMatch(link -> link.to().equals(to.id()));
  }

  private static Answer post(TestDevice as, String from, String to, double ms) {
    return as.calls()
        .post(
            "/v1/link-samples",
            new LinkSamples(from, List.of(new RoundTrip(to, ms, 0)), List.of()));
  }

  private List<LinkView> links() {
    return Stream.of(operator().get("/v1/links").as(LinkView[].class)).toList();
  }

  private LinkView link(TestDevice from, TestDevice to) {
    return links().stream()
        .filter(link -> link.from().equals(from.id()) && link.to().equals(to.id()))
        .findFirst()
        .orElseThrow();
  }
}
