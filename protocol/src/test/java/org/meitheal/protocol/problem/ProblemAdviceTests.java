package org.meitheal.protocol.problem;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.registry.EpochStart;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

class ProblemAdviceTests {
  @RestControllerAdvice
  static class Advice extends ProblemAdvice {}

  @RestController
  static class Controller {
    @GetMapping({"/v1/fails/{how}", "/v2/fails/{how}"})
    String fail(@PathVariable String how) {
      throw switch (how) {
        case "problem" -> new ProblemException(409, "epoch-taken", true, "another holder lives");
        case "oip" -> new OipException(404, "no such model");
        default -> new IllegalStateException("secret.Thing broke");
      };
    }

    @PostMapping({"/v1/body", "/v2/body"})
    Map<String, Object> body(@RequestBody EpochStart start) {
      return Map.of("url", start.url());
    }

    @GetMapping("/v1/half")
    void half(jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
      response.getOutputStream().write(1);
      response.flushBuffer();
      throw new IllegalStateException("broke half way");
    }

    @GetMapping("/v1/gone")
    void gone() throws java.io.IOException {
      throw new java.io.IOException("Broken pipe");
    }

    @GetMapping("/v1/number")
    String number(@RequestParam int n) {
      return "" + n;
    }
  }

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new Controller())
          .setControllerAdvice(new Advice())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(ProtocolJson.MAPPER))
          .build();

  @Test
  void writesAProblemOutsideV2() throws Exception {
    mvc.perform(get("/v1/fails/problem"))
        .andExpect(status().isConflict())
        .andExpect(content().contentType("application/problem+json"))
        .andExpect(
            content()
                .json(
                    """
                    {"title":"Conflict","status":409,"detail":"another holder lives",
                     "code":"epoch-taken","retryable":true}
                    """,
                    org.springframework.test.json.JsonCompareMode.STRICT));
  }

  @Test
  void writesExactlyAnErrorOnV2() throws Exception {
    mvc.perform(get("/v2/fails/oip"))
        .andExpect(status().isNotFound())
        .andExpect(content().contentType("application/json"))
        .andExpect(content().string("{\"error\":\"no such model\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v2"})
  void saysNothingOfASurprise(String root) throws Exception {
    mvc.perform(get(root + "/fails/surprise"))
        .andExpect(status().isInternalServerError())
        .andExpect(
            content()
                .string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("Thing"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"lanes\":1}", "{\"url\":\"x\",\"lanes\":\"many\"}", "null"})
  void saysWhatIsWrongWithABody(String body) throws Exception {
    mvc.perform(post("/v1/body").contentType("application/json").content(body))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.code").value("unreadable-body"))
        .andExpect(
            content()
                .string(
                    org.hamcrest.Matchers.not(
                        org.hamcrest.Matchers.containsString("org.meitheal"))));
    mvc.perform(post("/v2/body").contentType("application/json").content(body))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.error").isString())
        .andExpect(jsonPath("$.length()").value(1));
  }

  @Test
  void breaksOffWhatIsHalfWritten() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> mvc.perform(get("/v1/half")))
        .hasRootCauseMessage("broke half way");
  }

  @Test
  void saysNothingToAClientThatIsGone() throws Exception {
    mvc.perform(get("/v1/gone")).andExpect(content().string(""));
  }

  @Test
  void namesTheMemberThatIsMissing() throws Exception {
    mvc.perform(post("/v1/body").contentType("application/json").content("{\"lanes\":1}"))
        .andExpect(jsonPath("$.detail").value("'url' is missing or has a wrong value"));
  }

  @Test
  void coversWhatSpringRefuses() throws Exception {
    mvc.perform(get("/v2/body"))
        .andExpect(status().isMethodNotAllowed())
        .andExpect(header().string("Allow", "POST"))
        .andExpect(jsonPath("$.error").isString());
    mvc.perform(post("/v1/body").contentType("text/plain").content("x"))
        .andExpect(status().isUnsupportedMediaType())
        .andExpect(jsonPath("$.code").value("unsupported-media-type"));
    mvc.perform(get("/v1/number?n=x"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.code").value("bad-request"));
  }
}
