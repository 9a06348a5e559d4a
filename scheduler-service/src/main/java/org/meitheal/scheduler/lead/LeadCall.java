package org.meitheal.scheduler.lead;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.OipError;
import org.meitheal.protocol.trace.TraceHeaders;
import org.meitheal.scheduler.input.InputFailedException;
import tools.jackson.core.JacksonException;

/** One exchange with a lead. {@link #run} blocks; {@link #cancel} from another thread ends it. */
public final class LeadCall {
  static final String PLAN = PlanTicket.HEADER;
  static final String OIP_HEADER_LENGTH = "Inference-Header-Content-Length";
  private static final String ERROR_CODE = "Meitheal-Error-Code";

  private final HttpClient http;
  private final HttpPost post;
  private final int maxAnswerBytes;

  LeadCall(HttpClient http, URI executions, LeadRequest request, int maxAnswerBytes) {
    this.http = http;
    this.maxAnswerBytes = maxAnswerBytes;
    this.post = new HttpPost(executions);
    post.setHeader(PLAN, request.ticket());
    TraceHeaders.add(post::setHeader);
    if (request.division() != null) {
      post.setHeader(DividedPlan.HEADER, request.division());
    }
    if (request.oipHeaderLength() != null) {
      post.setHeader(OIP_HEADER_LENGTH, request.oipHeaderLength());
    }
    post.setEntity(new InputEntity(request.input(), request.contentType()));
  }

  /**
   * @throws InputFailedException if the client's side of the body failed
   */
  public LeadAnswer run() throws InputFailedException {
    try {
      return http.execute(post, this::read);
    } catch (InputFailedException client) {
      throw client;
    } catch (IOException lost) {
      if (lost.getCause() instanceof InputFailedException client) {
        throw client;
      }
      return new LeadAnswer.Lost(Losses.describe(lost));
    }
  }

  /** Closes the connection: what blocks in {@link #run} ends at once. */
  public void cancel() {
    post.cancel();
  }

  private LeadAnswer read(ClassicHttpResponse response) throws IOException {
    byte[] body = body(response.getEntity());
    int status = response.getCode();
    if (status == 200) {
      return done(response, body);
    }
    String code = Objects.requireNonNullElse(header(response, ERROR_CODE), "");
    return switch (status) {
      case 400, 413, 415, 422, 504 -> new LeadAnswer.AtFault(status, code, error(body));
      case 503 -> new LeadAnswer.Refused(refusal(body));
      // A ticket that it does not take, a model that it no longer has: not the client's doing.
      default -> new LeadAnswer.Lost("it answered " + status + suffix(code));
    };
  }

  private static LeadAnswer done(HttpMessage response, byte[] body) {
    String length = header(response, OIP_HEADER_LENGTH);
    try {
      String timings = header(response, Timings.HEADER);
      return new LeadAnswer.Done(
          new AnswerBytes(body),
          header(response, "Content-Type"),
          length == null ? null : Integer.valueOf(length),
          timings == null ? null : ProtocolJson.MAPPER.readValue(timings, Timings.class),
          parts(header(response, PartRun.HEADER)));
    } catch (NumberFormatException | JacksonException malformed) {
      return new LeadAnswer.Lost("its answer has a malformed header");
    }
  }

  private static List<PartRun> parts(@Nullable String header) {
    PartRun[] parts =
        header == null ? null : ProtocolJson.MAPPER.readValue(header, PartRun[].class);
    return parts == null ? List.of() : List.of(parts);
  }

  private byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream in = entity.getContent()) {
      byte[] body = in.readNBytes(maxAnswerBytes + 1);
      if (body.length > maxAnswerBytes) {
        throw new IOException("its answer is larger than " + maxAnswerBytes + " bytes");
      }
      return body;
    }
  }

  private static String refusal(byte[] body) {
    try {
      Refusal refusal = ProtocolJson.MAPPER.readValue(body, Refusal.class);
      return refusal == null || refusal.error() == null ? "no capacity" : refusal.error();
    } catch (JacksonException other) {
      return "no capacity";
    }
  }

  private static String error(byte[] body) {
    try {
      OipError error = ProtocolJson.MAPPER.readValue(body, OipError.class);
      return error == null || error.error() == null ? "the lead refused it" : error.error();
    } catch (JacksonException other) {
      return "the lead refused it";
    }
  }

  private static String suffix(String code) {
    return code.isEmpty() ? "" : " (" + code + ")";
  }

  private static @Nullable String header(HttpMessage response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
