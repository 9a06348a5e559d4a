/** What all endpoints share: who may call what, the form of errors and of JSON. */
@NullMarked
package org.meitheal.registry.web;

import org.jspecify.annotations.NullMarked;
