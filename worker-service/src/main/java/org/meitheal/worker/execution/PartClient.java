package org.meitheal.worker.execution;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.BufferAllocator;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.trace.TraceHeaders;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Credential;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.ResultForm;
import org.meitheal.worker.part.Rows;
import tools.jackson.core.JacksonException;

/** A lead's calls to those who help it. */
final class PartClient {
  private static final Duration MESSAGE = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final int LONGEST_REASON = 300;

  private final HttpClient http;
  private final LaneClock clock;

  PartClient(HttpClient http, LaneClock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** What came of a part that was sent away. */
  sealed interface Answer {
    /**
     * @param result null where the part holds nothing in the end
     */
    record Done(PartRun report, @Nullable Rows result) implements Answer {}

    /**
     * @param why in a few words
     */
    record Lost(String why) implements Answer {}
  }

  /**
   * Where a lead asks to send rows again.
   *
   * @param url null for the lead's
   */
  private record Replay(int part, @Nullable String url) {}

  /**
   * What a part needs.
   *
   * @param deadline in the lanes' clock
   * @param cut where its result lies
   * @param result what it is
   */
  record Order(
      String division,
      List<Frame.Moved> moved,
      @Nullable Rows input,
      long deadline,
      int cut,
      ResultForm result) {}

  /** Has a part run, and waits for its result. */
  Answer run(PartOffer offer, Order order, BufferAllocator memory) throws InterruptedException {
    long left = order.deadline - clock.now();
    if (left <= 0) {
      return new Answer.Lost("no time left");
    }
    double leftMs = (double) left / TimeUnit.MILLISECONDS.toNanos(1);
    Frame frame =
        Frame.ofPart(new Frame.Parameters(order.division, leftMs, order.moved), order.input);
    byte[] json = frame.json();
    HttpRequest request =
        traced(JsonCalls.below(URI.create(offer.url()), "/v1/parts"))
            .timeout(Duration.ofNanos(left))
            .header(PartTicket.HEADER, offer.ticket())
            .header(OipHeaders.HEADER_LENGTH, Integer.toString(json.length))
            .header("Content-Type", "application/octet-stream")
            .POST(Frame.body(json, order.input))
            .build();
    try {
      return read(send(request), order, memory);
    } catch (IOException lost) {
      return new Answer.Lost("no answer: " + lost.getClass().getSimpleName());
    } catch (IllegalArgumentException | JacksonException malformed) {
      return new Answer.Lost("its answer has another form");
    } catch (MemoryExhaustedException full) {
      return new Answer.Lost("no memory here for its result");
    }
  }

  /**
   * Once more where a connection broke: it may have been an old one that its server had closed. If
   * the helper got it the first time, its ticket is used up and it says so.
   */
  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException | ConnectException dead) {
      throw dead;
    } catch (IOException broken) {
      return http.send(request, BodyHandlers.ofInputStream());
    }
  }

  /**
   * Tells a device where a part runs now.
   *
   * @param spare null for the lead
   * @return whether the rows for it will come
   */
  boolean replay(
      URI device,
      AttemptId id,
      int part,
      @Nullable PartOffer spare,
      Credential plan,
      long leftNanos)
      throws InterruptedException {
    byte[] json =
        ProtocolJson.MAPPER.writeValueAsBytes(new Replay(part, spare == null ? null : spare.url()));
    HttpRequest.Builder request =
        message(device, id, "/replays", plan, Duration.ofNanos(Math.max(1, leftNanos)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json));
    if (spare != null) {
      request.header(PartTicket.HEADER, spare.ticket());
    }
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException lost) {
      return false;
    }
  }

  /** Tells a device that it is over; one that does not hear it finds out by the deadline. */
  void end(URI device, AttemptId id, Credential plan) {
    HttpRequest request = message(device, id, "", plan, MESSAGE).DELETE().build();
    var _ = http.sendAsync(request, BodyHandlers.discarding());
  }

  private static HttpRequest.Builder message(
      URI device, AttemptId id, String what, Credential plan, Duration timeout) {
    String path = "/v1/executions/%s/attempts/%d%s".formatted(id.execution(), id.attempt(), what);
    return traced(JsonCalls.below(device, path))
        .timeout(timeout)
        .header(plan.header(), plan.ticket());
  }

  private static HttpRequest.Builder traced(URI url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    TraceHeaders.add(request::header);
    return request;
  }

  private static Answer read(HttpResponse<InputStream> answer, Order order, BufferAllocator memory)
      throws IOException {
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != OK) {
        return new Answer.Lost(reason(answer));
      }
      PartRun report = report(answer);
      Frame frame = Frame.readHead(body, headLength(answer));
      ResultForm form = order.result;
      List<Frame.Tensor> tensors = frame.tensors();
      if (form.box().isEmpty() && tensors.isEmpty()) {
        return new Answer.Done(report, null);
      }
      if (tensors.size() != 1 || !tensors.getFirst().isResult(order.cut, form)) {
        return new Answer.Lost("its result is another piece");
      }
      Rows rows = Frame.readRows(body, form.rowsBox(), form.channels(), Element.FP32, memory);
      return new Answer.Done(report, rows);
    }
  }

  private static String reason(HttpResponse<InputStream> answer) {
    String code = answer.headers().firstValue(OipHeaders.ERROR_CODE).orElse("");
    String reason = ("answered with " + answer.statusCode() + " " + code).strip();
    return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
  }

  private static PartRun report(HttpResponse<InputStream> answer) {
    String header = answer.headers().firstValue(PartRun.HEADER).orElse("");
    PartRun[] runs = ProtocolJson.MAPPER.readValue(header, PartRun[].class);
    if (runs == null || runs.length != 1) {
      throw new IllegalArgumentException("a part's answer reports on one part");
    }
    return runs[0];
  }

  private static long headLength(HttpResponse<InputStream> answer) {
    return answer.headers().firstValueAsLong(OipHeaders.HEADER_LENGTH).orElse(-1);
  }
}
