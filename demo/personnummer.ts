/*
 * The patients' birth dates roll with today, so their numbers are made from them. Birth numbers 238, 239 and 980 to 989 are those of
 * Skatteverket's published test numbers: no living person is meant.
 */

/** A twelve-digit number of a birth date (`YYYY-MM-DD`), a birth number of three digits and the check digit by Luhn. */
export function personnummer(birthDate: string, birthNumber: string, separator = '', addToDay = 0): string {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const date = `${year}${month}${String(Number(day) + addToDay).padStart(2, '0')}`
  return `${date}${separator}${birthNumber}${checkDigit(`${date.slice(2)}${birthNumber}`)}`
}

function checkDigit(nineDigits: string): number {
  const sum = [...nineDigits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return (10 - (sum % 10)) % 10
}
