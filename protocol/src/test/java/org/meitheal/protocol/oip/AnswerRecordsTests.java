package org.meitheal.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.json.ProtocolJson;

/** Triton's Java client fails on any key that it does not know, so keys are exact. */
class AnswerRecordsTests {
  @Test
  void haveExactlyTheProtocolsKeys() {
    assertJson(
        new ServerMetadata("meitheal", "0.1", List.of("binary_tensor_data")),
        "{\"name\":\"meitheal\",\"version\":\"0.1\",\"extensions\":[\"binary_tensor_data\"]}");
    assertJson(new ServerLive(true), "{\"live\":true}");
    assertJson(new ServerReady(true, false), "{\"live\":true,\"ready\":false}");
    assertJson(new ModelReady("m", true), "{\"name\":\"m\",\"ready\":true}");
    assertJson(new OipError("no"), "{\"error\":\"no\"}");
    assertJson(
        new RepositoryIndexEntry("m", "1", "READY", ""),
        "{\"name\":\"m\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}");
    assertJson(
        new ModelMetadata(
            "m",
            List.of("1"),
            "pytorch_torchscript",
            List.of(Bodies.IMAGE),
            List.of(new TensorMetadata("logits", "FP32", List.of(-1L, 1000L)))),
        "{\"name\":\"m\",\"versions\":[\"1\"],\"platform\":\"pytorch_torchscript\","
            + "\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[-1,3,-1,-1]}],"
            + "\"outputs\":[{\"name\":\"logits\",\"datatype\":\"FP32\",\"shape\":[-1,1000]}]}");
  }

  @Test
  void haveTritonsKeysOfStatistics() {
    ModelStatistics.Times once = new ModelStatistics.Times(1, 5);
    ModelStatistics.Times none = ModelStatistics.Times.NONE;
    assertJson(
        new ModelStatistics(
            List.of(
                new ModelStatistics.Model(
                    "m",
                    "1",
                    9,
                    1,
                    1,
                    new ModelStatistics.InferenceStats(
                        once, none, once, once, once, once, none, none),
                    Map.of(),
                    List.of(new ModelStatistics.BatchStats(1, once, once, once)),
                    List.of()))),
        ("{'model_stats':[{'name':'m','version':'1','last_inference':9,'inference_count':1,"
                + "'execution_count':1,'inference_stats':{'success':{'count':1,'ns':5},"
                + "'fail':{'count':0,'ns':0},'queue':{'count':1,'ns':5},"
                + "'compute_input':{'count':1,'ns':5},'compute_infer':{'count':1,'ns':5},"
                + "'compute_output':{'count':1,'ns':5},'cache_hit':{'count':0,'ns':0},"
                + "'cache_miss':{'count':0,'ns':0}},'response_stats':{},"
                + "'batch_stats':[{'batch_size':1,'compute_input':{'count':1,'ns':5},"
                + "'compute_infer':{'count':1,'ns':5},'compute_output':{'count':1,'ns':5}}],"
                + "'memory_usage':[]}]}")
            .replace('\'', '"'));
  }

  private static void assertJson(Object record, String json) {
    assertThat(ProtocolJson.MAPPER.writeValueAsString(record)).isEqualTo(json);
  }
}
