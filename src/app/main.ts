import './app.css'
import './migran-app.ts'
