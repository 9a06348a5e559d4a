/** Answers and states as a person, or a program, reads them. */
@NullMarked
package org.meitheal.lab.report;

import org.jspecify.annotations.NullMarked;
