/** All pages for reviewers, by their path under docs/knowledge/. */

import type { Lang } from '../../src/core/guideline.ts'
import { codesPage } from './codesPage.ts'
import { guidelinePage } from './guidelinePage.ts'
import { indexPage, traceabilityPage } from './indexPage.ts'
import { lettersPage } from './lettersPage.ts'
import { library } from './library.ts'
import { patientsPage } from './patientsPage.ts'

const languages: readonly Lang[] = ['sv', 'en']

/** Made from rules/ alone: the same rules give the same pages, whatever the day. */
export const pages = (): Record<string, string> =>
  Object.fromEntries(
    languages.flatMap((lang) => [
      [`${lang}/README.md`, indexPage(lang)],
      [`${lang}/traceability.md`, traceabilityPage(lang)],
      [`${lang}/codes.md`, codesPage(lang)],
      [`${lang}/patients.md`, patientsPage(lang)],
      [`${lang}/letters.md`, lettersPage(lang)],
      ...library.map((entry) => [`${lang}/${entry.own.id}.md`, guidelinePage(entry, lang)]),
    ]),
  )
