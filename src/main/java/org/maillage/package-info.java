/** Maillage, the platform of a regional support network. One package a module; see {@code docs/architecture.md}. */
@NullMarked
package org.maillage;

import org.jspecify.annotations.NullMarked;
