/** The published experiment as a whole: scenarios, their repetition over seeds, and the report. */
@NullMarked
package org.meitheal.lab.experiment;

import org.jspecify.annotations.NullMarked;
