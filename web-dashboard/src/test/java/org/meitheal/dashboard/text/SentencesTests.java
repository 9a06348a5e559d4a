package org.meitheal.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTests {
  @ParameterizedTest
  @CsvSource({
    "target is high, Refused: target is high.",
    "gate-1 is busy. , Refused: gate-1 is busy.",
    "'', Refused."
  })
  void refused(String detail, String sentence) {
    assertThat(Sentences.refused(detail)).isEqualTo(sentence);
  }
}
