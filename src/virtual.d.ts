/** Made by scripts/knowledge.ts. Types are named by `import(…)`: an import in an ambient module may not be relative, and would be anything. */

declare module 'virtual:knowledge' {
  const knowledge: {
    guidelines: import('./core/guideline.ts').Guideline[]
    definitions: import('./core/guideline.ts').Definitions
    codes: import('./core/codes.ts').CodeTable
    drugs: import('./core/drugs.ts').DrugTable
    vocabulary: import('./core/vocabulary.ts').Vocabulary
    letters: import('./outputs/letter/table.ts').LetterTable
  }
  export default knowledge
}

declare module 'virtual:needs' {
  const needed: import('./core/record.ts').Kind[]
  export default needed
}
