package org.meitheal.lab.check;

import java.io.IOException;
import org.meitheal.lab.session.UsedLab;

/** A promise that can be put to the test. */
public interface Check {
  CheckResult run(UsedLab lab) throws IOException, InterruptedException;
}
