/* Asks one of our own addresses in the name of a form, whose token travels with it. */

/* the answer, or null where there is none: no signal, or the session has ended */
export async function askFor(address, form, asked) {
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...asked });
  try {
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
