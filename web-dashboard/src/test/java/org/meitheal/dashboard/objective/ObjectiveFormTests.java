package org.meitheal.dashboard.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.dashboard.objective.ObjectiveForm.UnsoundException;
import org.meitheal.protocol.scheduler.ObjectiveSpec;

class ObjectiveFormTests {
  @Test
  void readsWhatItWrites() throws UnsoundException {
    ObjectiveSpec spec =
        new ObjectiveSpec("sorting", "model", "gate", 1, 0.9995, 2500.5, "30d", 12);

    assertThat(ObjectiveForm.of(spec).toSpec()).isEqualTo(spec);
  }

  @Test
  void leavesOutWhatIsEmpty() throws UnsoundException {
    ObjectiveForm form = new ObjectiveForm(" x ", "", " ", "", " 0.95", "", "", "");

    assertThat(form.toSpec())
        .isEqualTo(new ObjectiveSpec("x", null, null, null, 0.95, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "target, x, '', 95, '', 30d, ''",
    "target, x, '', '', '', 30d, ''",
    "target, x, '', 0x1p-1, '', 30d, ''",
    "name, X, '', 0.9, '', 30d, ''",
    "priority, x, -1, 0.9, '', 30d, ''",
    "priority, x, first, 0.9, '', 30d, ''",
    "deadline, x, '', 0.9, 0, 30d, ''",
    "deadline, x, '', 0.9, 1e9, 30d, ''",
    "deadline, x, '', 0.9, soon, 30d, ''",
    "window, x, '', 0.9, '', month, ''",
    "window, x, '', 0.9, '', 91d, ''",
    "minimum, x, '', 0.9, '', 30d, 0",
    "minimum, x, '', 0.9, '', 30d, few"
  })
  void saysWhichFieldIsWrong(
      String field,
      String name,
      String priority,
      String target,
      String deadline,
      String window,
      String minimum) {
    ObjectiveForm form =
        new ObjectiveForm(name, "", "", priority, target, deadline, window, minimum);

    assertThatExceptionOfType(UnsoundException.class)
        .isThrownBy(form::toSpec)
        .satisfies(unsound -> {
          assertThat(unsound.problem().field()).isEqualTo(field);
          assertThat(unsound.problem().why()).endsWith(".");
        });
  }
}
