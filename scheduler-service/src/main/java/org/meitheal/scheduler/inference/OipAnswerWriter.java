package org.meitheal.scheduler.inference;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.OipAnswers;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.scheduler.execution.Answer;
import org.meitheal.scheduler.lead.LeadAnswer;

/** Writes a lead's OIP answer with the receipt put in; its tensors pass untouched. */
final class OipAnswerWriter {
  static final String DECISION = "Meitheal-Decision";

  private OipAnswerWriter() {}

  static void write(Answer answer, HttpServletResponse response) throws IOException {
    LeadAnswer.Done done = answer.done();
    Integer headerLength = done.oipHeaderLength();
    OipAnswers.WithReceipt merged =
        OipAnswers.withReceipt(
            done.body().open(),
            headerLength == null ? null : (Long) headerLength.longValue(),
            done.body().length(),
            answer.receipt());
    response.setContentType(contentType(merged.headerLength()));
    if (merged.headerLength() != null) {
      response.setHeader(OipHeaders.HEADER_LENGTH, String.valueOf(merged.headerLength()));
    }
    if (merged.contentLength() >= 0) {
      response.setContentLengthLong(merged.contentLength());
    }
    response.setHeader(DECISION, answer.receipt().decisionId());
    merged.writeTo(response.getOutputStream());
  }

  private static String contentType(@Nullable Long headerLength) {
    return headerLength == null ? "application/json" : "application/octet-stream";
  }
}
