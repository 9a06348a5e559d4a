package org.meitheal.protocol.oip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an answer as its request wants it: the outputs that it names (all where it names none), in
 * its order; each binary where {@code binary_data} of the output says so, or {@code
 * binary_data_output} of the request where the output says nothing.
 */
public final class InferResponseWriter {
  private InferResponseWriter() {}

  private record Chosen(OutputTensor tensor, boolean binary) {}

  /**
   * Fails before work is done where {@link #write} would fail after it.
   *
   * @param outputNames that the model has
   * @throws OipException 400 for an output that the model does not have, or that is named twice
   */
  public static void requireOutputs(InferHead request, List<String> outputNames) {
    Set<String> seen = new HashSet<>();
    for (RequestedOutput output : request.outputs()) {
      String name = output.name();
      if (!outputNames.contains(name)) {
        throw OipException.badRequest(
            "there is no output '%s'; the model has %s"
                .formatted(Texts.shorten(name), String.join(", ", outputNames)));
      }
      if (!seen.add(name)) {
        throw OipException.badRequest("output '" + Texts.shorten(name) + "' is asked for twice");
      }
      output.binaryData();
    }
    request.binaryDataOutput();
  }

  /**
   * @throws OipException 400 for an output that is unknown, or that has no JSON form where JSON is
   *     asked for
   */
  public static EncodedResponse write(InferResponse response, InferHead request) {
    List<Chosen> chosen = choose(response, request);
    ByteArrayOutputStream json = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = OipJson.generator(json)) {
      write(response, chosen, out);
    }
    List<ByteBuffer> tensors =
        chosen.stream().filter(Chosen::binary).map(output -> output.tensor.data()).toList();
    Long headerLength = tensors.isEmpty() ? null : (Long) (long) json.size();
    return new EncodedResponse(ByteBuffer.wrap(json.toByteArray()), headerLength, tensors);
  }

  private static List<Chosen> choose(InferResponse response, InferHead request) {
    requireOutputs(request, response.outputs().stream().map(OutputTensor::name).toList());
    boolean byDefault = request.binaryDataOutput();
    if (request.outputs().isEmpty()) {
      return response.outputs().stream().map(tensor -> new Chosen(tensor, byDefault)).toList();
    }
    List<Chosen> chosen = new ArrayList<>();
    for (RequestedOutput wanted : request.outputs()) {
      Boolean binary = wanted.binaryData();
      response.outputs().stream()
          .filter(tensor -> tensor.name().equals(wanted.name()))
          .map(tensor -> new Chosen(tensor, binary == null ? byDefault : binary))
          .forEach(chosen::add);
    }
    return chosen;
  }

  private static void write(InferResponse response, List<Chosen> chosen, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("model_name", response.modelName());
    out.writeStringProperty("model_version", response.modelVersion());
    if (response.id() != null) {
      out.writeStringProperty("id", response.id());
    }
    if (!response.parameters().isEmpty()) {
      out.writeObjectPropertyStart("parameters");
      FlatParameters.write(response.parameters(), out);
      out.writeEndObject();
    }
    out.writeArrayPropertyStart("outputs");
    chosen.forEach(output -> write(output, out));
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(Chosen output, JsonGenerator out) {
    OutputTensor tensor = output.tensor;
    out.writeStartObject();
    out.writeStringProperty("name", tensor.name());
    out.writeStringProperty("datatype", tensor.datatype().name());
    out.writeArrayPropertyStart("shape");
    tensor.shape().forEach(out::writeNumber);
    out.writeEndArray();
    if (output.binary) {
      out.writeObjectPropertyStart("parameters");
      out.writeNumberProperty("binary_data_size", tensor.data().remaining());
      out.writeEndObject();
    } else {
      out.writeArrayPropertyStart("data");
      ElementWriter.write(tensor, out);
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
