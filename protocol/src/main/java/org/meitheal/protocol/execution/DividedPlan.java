package org.meitheal.protocol.execution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/**
 * What a lead gets beside its plan where the work is divided: in the header {@value #HEADER} of
 * {@code POST /v1/executions}, as base64url of gzipped JSON.
 *
 * @param division a {@link Division} as text, unchanged: its SHA-256 is in the plan and in each
 *     ticket
 * @param helpers a ticket for each part but the lead's
 * @param spares who runs a part again that its helper lost; none for parts that the lead takes home
 */
public record DividedPlan(String division, List<PartOffer> helpers, List<PartOffer> spares) {
  public static final String HEADER = "Meitheal-Division";

  /** Inflated. */
  private static final int MOST_BYTES = 1 << 20;

  public DividedPlan {
    helpers = List.copyOf(helpers);
    spares = List.copyOf(spares);
  }

  /**
   * @param url of the device
   * @param ticket a {@link PartTicket}
   */
  public record PartOffer(int part, String device, String url, String ticket) {}

  public String toHeader() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(ProtocolJson.MAPPER.writeValueAsBytes(this));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /**
   * @throws IllegalArgumentException if it is none, in a sentence
   */
  public static DividedPlan fromHeader(String header) {
    byte[] zipped = Base64.getUrlDecoder().decode(header);
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      byte[] json = gzip.readNBytes(MOST_BYTES + 1);
      if (json.length > MOST_BYTES) {
        throw new IllegalArgumentException("the divided plan is too large");
      }
      DividedPlan plan = ProtocolJson.MAPPER.readValue(json, DividedPlan.class);
      if (plan != null) {
        return plan;
      }
    } catch (IOException | JacksonException malformed) {
      throw new IllegalArgumentException("the divided plan has another form", malformed);
    }
    throw new IllegalArgumentException("there is no divided plan");
  }
}
